// The kinds that a throw-away cluster begins with: those of the samples. All that we know would cost the API server several
// times the memory and minutes, as many embed the whole of a pod; `npm run cluster -- kinds` adds others.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { parseApiVersion } from '../../shared/gvk.ts';
import type { ControlPlane } from '../../test/harness/controlPlane.ts';
import { installKinds } from '../installOwnKinds.ts';
import type { Progress } from '../installOwnKinds.ts';

/** The workspace of `npm start`. */
export const samples = fileURLToPath(new URL('../../samples', import.meta.url));

/** Installs the kinds of the samples and returns the names of their CRDs; undefined where the schemas are not built. */
export function installSampleKinds(
  controlPlane: Pick<ControlPlane, 'request'>,
  progress: Progress,
): Promise<string[] | undefined> {
  const used = kindsIn(samples);
  return installKinds(controlPlane, ({ group, kind }) => used.has(`${group}/${kind}`), progress);
}

/** `GROUP/Kind` of every manifest in the folder that is not of the core group. */
export function kindsIn(folder: string): Set<string> {
  const files = globSync('**/*.yaml', { cwd: folder });
  return new Set(files.flatMap((file) => kindsInText(readFileSync(join(folder, file), 'utf8'))));
}

/** `GROUP/Kind` of each document that is not of the core group. */
export function kindsInText(text: string): string[] {
  return parseAllDocuments(text, { logLevel: 'silent' }).flatMap((document) => {
    const [apiVersion, kind] = [document.get('apiVersion'), document.get('kind')];
    if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
    const group = parseApiVersion(apiVersion)?.group;
    return group ? [`${group}/${kind}`] : [];
  });
}
