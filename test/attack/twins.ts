// The same file written otherwise, in the built server: the manifests of the repository and, where it lies beside the
// checkout (../shared/corpus), those of strangers.
//   npm run attack -- twins [--sample 200]
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { filesBelow, repositoryRoot } from '../harness/manifests.ts';
import { twins, type Twin } from '../harness/twins.ts';
import { AttackServer } from './harness/attackServer.ts';
import { createReport } from './harness/report.ts';

const { values } = parseArgs({ options: { sample: { type: 'string', default: '200' } } });
const all = [
  ...filesBelow(join(repositoryRoot, 'schemas')).filter((path) => path.includes('/examples/')),
  ...filesBelow(join(repositoryRoot, 'samples')),
  ...filesBelow(join(repositoryRoot, '../shared/corpus/valid')),
];
const step = Math.max(1, Math.floor(all.length / Number(values.sample)));
const chosen = all.filter((_, index) => index % step === 0);
const folder = mkdtempSync(join(tmpdir(), 'dpm-twins-'));
const server = await AttackServer.start({ folder });
const report = createReport();

interface Found {
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** Findings with the places that they have in the text itself, and whether formatting keeps the line ends. */
async function saidOf(
  name: string,
  text: string,
  { shift, indent }: Pick<Twin, 'shift' | 'indent'>,
) {
  const uri = pathToFileURL(join(folder, name)).href;
  server.open(uri, text);
  const { items } = await server.ask<{ items: Found[] }>('diagnostic', uri);
  const options = { tabSize: 2, insertSpaces: true };
  const edits = await server.ask<{ newText: string }[] | null>('formatting', uri, { options });
  server.close(uri);
  const findings = items.map(({ code, message, range: { start } }) => {
    const character = start.line === 0 ? Math.max(start.character - indent, 0) : start.character;
    return `${start.line - shift}:${character} ${code} ${message}`;
  });
  const lineEnds = new Set(edits?.flatMap(({ newText }) => newText.match(/\r\n?|\n/g) ?? []));
  return { findings: findings.sort().join('\n'), lineEnds };
}

for (const twin of twins) {
  const problems: string[] = [];
  let count = 0;
  for (const path of chosen) {
    const text = readFileSync(path, 'utf8')
      .replaceAll('\r\n', '\n')
      .replace(/^\uFEFF/, '');
    const written = twin.write(text);
    if (written === undefined || written.length > 400_000) continue;
    count++;
    const name = relative(repositoryRoot, path);
    const wanted = await saidOf(basename(path), text, { shift: 0, indent: 0 });
    const said = await saidOf(basename(path), written, twin);
    if (said.findings !== wanted.findings) problems.push(`other findings for ${name}`);
    const own = /\r\n?|\n/.exec(written)?.[0] ?? '\n';
    if ([...said.lineEnds].some((end) => end !== own)) problems.push(`other line ends in ${name}`);
  }
  report.add(twin.name, problems, `${count} files`);
}
await server.stop();
report.end();
