/** CRDs in files: which files of a folder hold some, read in the background and no further than needed. */
import type { Disk } from '../../workspace/disk/disk.ts';
import { Slices } from '../../pacing/slices.ts';
import { crdHead, crdsIn, type CrdHead } from '../convert/crd.ts';
import { crdOutline } from '../convert/crdOutline.ts';
import { crdMarks, crdTexts } from '../convert/crdTexts.ts';
import { maxOnRequest, readInBackground, valueOf } from '../convert/valueOf.ts';
import type { FoundCrd } from './workspace.ts';

const skippedFolders = new Set(['node_modules', '.git', '.hg', '.svn', '.venv']);
/** How many files are read at the same time: the disk is waited for less. */
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
  const slices = new Slices();
  let batch: string[] = [];
  const readBatch = async (): Promise<void> => {
    const texts = await Promise.all(batch.map((path) => textWithCrds(disk, path, maxBytes)));
    for (const [index, path] of batch.entries()) {
      const crds = await crdsInText(fileOf(disk, path, maxBytes), texts[index] ?? '', slices);
      if (crds.length > 0) found(path, crds);
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
  const text = await textWithCrds(disk, path, maxBytes);
  return crdsInText(fileOf(disk, path, maxBytes), text ?? '', new Slices());
}

interface CrdFile {
  readonly readAgain: () => string | undefined;
  /** Says once in the log that a CRD of the file is not read. */
  readonly leaveOut: (reason: string) => void;
}

function fileOf(disk: Disk, path: string, maxBytes: number): CrdFile {
  return {
    readAgain: () => disk.readText(path, maxBytes),
    leaveOut: (reason) => {
      disk.leaveOut(path, reason);
    },
  };
}

const tooDear =
  'it mentions CRDs, and is too long for the way in which it is laid out: write CRDs in block style, as controller-gen does';

/** The text of a file that mentions CRDs: of the others nothing is kept. */
async function textWithCrds(
  disk: Disk,
  path: string,
  maxBytes: number,
): Promise<string | undefined> {
  const bytes = await disk.readBytesLater(path, maxBytes);
  return bytes && crdMarks.every((mark) => bytes.includes(mark)) ? bytes.toString() : undefined;
}

/** Heads alone: the text is let go, and read again where a document needs the schema. */
async function crdsInText(
  { readAgain, leaveOut }: CrdFile,
  file: string,
  slices: Slices,
): Promise<FoundCrd[]> {
  const found: FoundCrd[] = [];
  await slices.next();
  for (const text of crdTexts(file)) {
    await slices.next();
    if (text === undefined) continue;
    const heads = headsIn(text);
    if (!heads) leaveOut(tooDear);
    for (const head of heads ?? []) found.push({ head, value: () => crdAgain(readAgain(), head) });
  }
  return found;
}

/** From the lines where these are laid out as usual, else from the parsed text; undefined where that takes too long. */
function headsIn(text: string): CrdHead[] | undefined {
  const outline = crdOutline(text);
  if (outline) return [outline];
  const read = readInBackground(text);
  return read && crdsIn(read.value).flatMap((crd) => crdHead(crd) ?? []);
}

/** The whole CRD, now that a document needs the schema, from the text of the file as it is now; none where it is gone. */
function crdAgain(file: string | undefined, { group, kind }: CrdHead): unknown {
  for (const text of crdTexts(file ?? '')) {
    if (!text?.includes(group) || !text.includes(kind)) continue;
    const outline = crdOutline(text);
    if (outline && (outline.group !== group || outline.kind !== kind)) continue;
    for (const crd of crdsIn(valueOf(text, maxOnRequest))) {
      const head = crdHead(crd);
      if (head?.group === group && head.kind === kind) return crd;
    }
  }
  return undefined;
}
