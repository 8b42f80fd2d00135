/** The licence texts of every package whose code is in dist/, as their licences ask. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packageSystems } from '../tools/schemas/system.ts';

/** Writes one text file; the packages come from what esbuild says it bundled. Throws where a licence text is missing. */
export async function writeNotices(root: string, file: string): Promise<void> {
  const folders = new Set<string>();
  for (const name of await readdir(join(root, 'dist/meta'))) {
    const { inputs } = JSON.parse(await readFile(join(root, 'dist/meta', name), 'utf8')) as {
      inputs: Record<string, unknown>;
    };
    for (const input of Object.keys(inputs)) {
      const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
      if (match?.[1]) folders.add(match[1]);
    }
  }
  // Schemas are made from the declarations of these.
  folders.add('node_modules/kubernetes-models');
  for (const system of packageSystems(join(root, 'schemas')))
    folders.add(`node_modules/${system.package}`);
  const notices: string[] = [];
  for (const folder of [...folders].sort()) notices.push(await notice(join(root, folder)));
  const intro =
    'Data Platform Manifests contains code of these packages, each under its own licence.\n';
  await writeFile(file, `${intro}\n${notices.join('\n')}`);
}

async function notice(folder: string): Promise<string> {
  const { name, version, license } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  ) as {
    name: string;
    version: string;
    license?: string;
  };
  const texts = (await readdir(folder))
    .filter((entry) => /^(licen[cs]e|notice|copying)(\.|$|-)/i.test(entry))
    .sort();
  const contents = await Promise.all(texts.map((entry) => readFile(join(folder, entry), 'utf8')));
  if (contents.length === 0 && !license)
    throw new Error(`${name} has neither a licence text nor a licence name`);
  const line = '-'.repeat(100);
  return `${line}\n${name} ${version} (${license ?? 'see below'})\n${line}\n${contents.join('\n').trim()}\n`;
}
