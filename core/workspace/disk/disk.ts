/**
 * The one port to the disk: nothing else of the server reads files. It reads below its roots only (`Roots`), and says once
 * in the log what it left out and why.
 */
import { dirname } from 'node:path';
import { filesBelow, type Wanted } from './filesBelow.ts';
import { listFolder } from './listFolder.ts';
import { readFile, readFileLater, type Reading } from './readFile.ts';
import { Roots } from './roots.ts';

export interface UnpackedFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly bytes: number;
}

export class Disk {
  readonly #say: (sentence: string) => void;
  readonly #said = new Set<string>();
  readonly #always: readonly string[];
  #roots: Roots;

  /** `say` takes what is left out, `always` are places that may be read whatever folders are open. */
  constructor(say: (sentence: string) => void = () => undefined, always: readonly string[] = []) {
    this.#say = say;
    this.#always = always;
    this.#roots = new Roots(always);
  }

  get roots(): Roots {
    return this.#roots;
  }

  /** Absolute paths of the folders that may be read from now on. True where they are others than before. */
  useRoots(places: readonly string[]): boolean {
    const roots = new Roots([...this.#always, ...places]);
    if (isSame(roots.places, this.#roots.places)) return false;
    this.#roots = roots;
    return true;
  }

  /** Undefined for a file that is not there or is left out. */
  readText(path: string, maxBytes = smallBytes): string | undefined {
    return this.#taken(path, readFile(path, { roots: this.#roots, maxBytes }))?.toString();
  }

  /** The same with the reason why a file is left out, which is said nowhere else. */
  read(path: string, maxBytes: number): Reading {
    return readFile(path, { roots: this.#roots, maxBytes });
  }

  /** The same, while others go on. */
  async readBytesLater(path: string, maxBytes: number): Promise<Buffer | undefined> {
    return this.#taken(path, await readFileLater(path, { roots: this.#roots, maxBytes }));
  }

  /**
   * Texts of the wanted files in a packed chart by their paths within it, and how much was unpacked for them. `wanted` says
   * how many bytes each may have.
   */
  async unpack(path: string, wanted: ReadonlyMap<string, number>): Promise<UnpackedFiles> {
    const packed = await this.readBytesLater(path, archiveBytes);
    if (!packed) return { files: new Map(), bytes: 0 };
    const { filesOfTgz } = await import('./archive.ts');
    const unpacked = await filesOfTgz(packed, wanted, archiveLimits);
    if (unpacked.ok) return unpacked;
    this.leaveOut(path, unpacked.reason);
    return { files: new Map(), bytes: unpacked.bytes };
  }

  /** Names in a folder; none where there is no such folder. */
  list(folder: string): readonly string[] {
    return listFolder(folder, this.#roots);
  }

  filesBelow(folder: string, wanted: Wanted): AsyncGenerator<string> {
    return filesBelow(folder, this.#roots, wanted);
  }

  /** The folders that a path lies in, from the nearest up to the root. */
  *foldersAround(path: string): Generator<string> {
    for (let folder = dirname(path); this.#roots.mayHold(folder); folder = dirname(folder)) {
      yield folder;
      if (folder === dirname(folder)) return;
    }
  }

  /** Says once that something was left out, and why. */
  leaveOut(what: string, reason: string): void {
    this.say(`${shown(what)} is not read: ${reason}`);
  }

  /** Says a sentence once. */
  say(sentence: string): void {
    if (this.#said.has(sentence) || this.#said.size > maxSentences) return;
    this.#said.add(sentence);
    this.#say(
      this.#said.size > maxSentences ? 'more files are not read; they are not named' : sentence,
    );
  }

  #taken(path: string, reading: Reading): Buffer | undefined {
    if (reading.ok) return reading.bytes;
    if (reading.reason !== undefined) this.leaveOut(path, reading.reason);
    return undefined;
  }
}

/** Larger ones are not what they are named: a kustomization, a Chart.yaml. */
const smallBytes = 500_000;
/** Packed charts are larger. */
const archiveBytes = 20_000_000;
const archiveLimits = { maxBytes: 30_000_000, maxEntries: 10_000 };
const maxSentences = 200;

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** A path that a file made up keeps to its line of the log. */
function shown(path: string): string {
  const short = path.length > 300 ? `${path.slice(0, 300)}…` : path;
  return short.replace(/\p{Cc}/gu, '\ufffd');
}
