/** CRDs in files: which files of a folder hold some, read in the background and no further than needed. */
import { parseManifest } from '../../../../shared/manifestDocuments.ts';
import { splitDocuments } from '../../../../shared/splitDocuments.ts';
import type { Disk } from '../../disk/disk.ts';
import { crdHead, crdsIn } from '../crd/crd.ts';
import { crdOutline } from '../crd/crdOutline.ts';
import { readPlainYaml } from '../crd/plainYaml.ts';
import type { FoundCrd } from './workspace.ts';

const marker = 'CustomResourceDefinition';
const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv']);
/** How many files are read at the same time: the disk is busy, other requests are not kept waiting. */
const width = 8;

/** True for files that may hold a CRD, by name. */
export function mayHoldCrds(path: string): boolean {
  return (
    /\.(ya?ml|json)$/i.test(path) && !path.split(/[\\/]/).some((part) => skippedFolders.has(part))
  );
}

/** Manifest-like files below a folder, at most `limit`. */
export async function* manifestFiles(
  disk: Disk,
  folder: string,
  limit: number,
): AsyncGenerator<string> {
  let left = limit;
  const wanted = { file: mayHoldCrds, folder: (name: string) => !skippedFolders.has(name) };
  for await (const path of disk.filesBelow(folder, wanted)) {
    if (left-- <= 0) return;
    yield path;
  }
}

/** Calls `found` for each file that holds CRDs. Resolves with how many files were looked at. */
export async function scanForCrds(
  disk: Disk,
  paths: AsyncIterable<string>,
  maxBytes: number,
  found: (path: string, crds: FoundCrd[]) => void,
): Promise<number> {
  let count = 0;
  let batch: string[] = [];
  const readBatch = async (): Promise<void> => {
    const read = await Promise.all(batch.map((path) => crdsOnDisk(disk, path, maxBytes)));
    for (const [index, path] of batch.entries()) {
      const crds = read[index];
      if (crds && crds.length > 0) found(path, crds);
    }
    batch = [];
  };
  for await (const path of paths) {
    count++;
    batch.push(path);
    if (batch.length >= width) await readBatch();
  }
  await readBatch();
  return count;
}

/** The CRDs of a file; none for one that is gone, too large or holds something else. */
export async function crdsOnDisk(disk: Disk, path: string, maxBytes: number): Promise<FoundCrd[]> {
  const bytes = await disk.readBytesLater(path, maxBytes);
  if (!bytes?.includes(marker)) return [];
  return crdsInText(bytes.toString(), path, () => disk.readText(path, maxBytes));
}

/** Their heads are read from the lines where these are laid out as usual, and the rest of the text is let go. */
function crdsInText(text: string, path: string, readAgain: () => string | undefined): FoundCrd[] {
  return manifestParts(text, path).flatMap((part) => {
    const outline = /^kind: *["']?CustomResourceDefinition/m.test(part)
      ? crdOutline(part)
      : undefined;
    if (outline) return [{ head: outline, value: () => crdAgain(readAgain(), path, outline) }];
    return crdsIn(valueOf(part)).flatMap((crd) => {
      const head = crdHead(crd);
      return head ? [{ head, value: () => crd }] : [];
    });
  });
}

/** The whole CRD, now that a document needs the schema, from the text of the file as it is now. */
function crdAgain(
  text: string | undefined,
  path: string,
  { group, kind }: FoundCrd['head'],
): unknown {
  if (text === undefined) return undefined; // gone meanwhile: the watcher tells
  for (const part of manifestParts(text, path)) {
    if (!part.includes(group) || !part.includes(kind)) continue;
    for (const crd of crdsIn(valueOf(part))) {
      const head = crdHead(crd);
      if (head?.group === group && head.kind === kind) return crd;
    }
  }
  return undefined;
}

/** The value of one document, by the fast reader where it understands the text. */
export function valueOf(document: string): unknown {
  return readPlainYaml(document) ?? parseManifest(document);
}

/** Documents that may hold a CRD. */
function manifestParts(text: string, path: string): string[] {
  const parts = path.toLowerCase().endsWith('.json') ? [text] : splitDocuments(text);
  return parts.filter((part) => part.includes(marker)).map(withoutTemplateLines);
}

/** Charts wrap a whole CRD into a condition; lines that are an action and nothing else are no YAML. */
function withoutTemplateLines(text: string): string {
  return text.includes('{{') ? text.replace(/^[ \t]*\{\{.*\}\}[ \t]*\r?$/gm, '') : text;
}
