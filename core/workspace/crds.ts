/** CRDs in the files of the workspace: their heads, as long as no document needs their schemas. */
import { filePathOf, fileUriOf } from '../../shared/uri.ts';
import type { Slices } from '../pacing/slices.ts';
import { crdHead, crdsIn, type CrdHead } from '../schema/convert/crd.ts';
import { crdOutline } from '../schema/convert/crdOutline.ts';
import { crdMarks, crdTexts } from '../schema/convert/crdTexts.ts';
import { maxOnRequest, readInBackground, valueOf } from '../schema/convert/valueOf.ts';
import type { FoundCrd, WorkspaceSource } from '../schema/sources/workspace.ts';
import type { Disk } from './disk/disk.ts';
import type { Extractor, ScannedFile } from './extractor.ts';

export class CrdExtractor implements Extractor {
  readonly #source: WorkspaceSource;
  readonly #disk: Disk;
  readonly #maxBytes: () => number;

  constructor(source: WorkspaceSource, disk: Disk, maxBytes: () => number) {
    this.#source = source;
    this.#disk = disk;
    this.#maxBytes = maxBytes;
  }

  get summary(): string {
    return `${this.#source.kinds.length} kinds`;
  }

  mayHold(file: ScannedFile): boolean {
    return mayHoldCrds(file);
  }

  async take({ path, bytes }: ScannedFile, slices: Slices): Promise<void> {
    const file = fileOf(this.#disk, path, this.#maxBytes());
    const crds = await crdsInText(file, bytes.toString(), slices);
    this.#source.setOnDisk(fileUriOf(path), crds);
  }

  drop(path: string): void {
    this.#source.setOnDisk(fileUriOf(path), []);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    this.#source.keepOnDisk((uri) => {
      const path = filePathOf(uri);
      return path !== undefined && isWanted(path);
    });
  }

  settled(): void {
    // each file counts at once
  }
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

/** Whether a file may hold some, by its name and its bytes. */
export function mayHoldCrds({ bytes }: ScannedFile): boolean {
  return crdMarks.every((mark) => bytes.includes(mark));
}
