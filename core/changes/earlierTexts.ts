/** Files as they were: the texts that open files are compared with, from a commit. */
import { ManifestFile } from '../model/manifestFile.ts';
import type { ManifestObject, ObjectIdentity } from '../model/objects.ts';
import { canonicalUri } from '../../shared/uri.ts';
import type { Node } from '../yaml/node.ts';
import type { Earlier } from './changes.ts';

/** A file as it was. */
export interface EarlierText {
  readonly text: string;
  /** Where it is from, as it stands in a sentence: `origin/main`. */
  readonly was: string;
}

/** The objects of a file as it was. */
export class EarlierFile {
  readonly was: string;
  readonly #text: string;
  #objects: ReadonlyMap<string, Earlier> | undefined;
  #values: { readonly root: Node | undefined } | undefined;

  constructor({ text, was }: EarlierText) {
    this.was = was;
    this.#text = text;
  }

  /** The mapping that the first document is: values of a chart. */
  get values(): Node | undefined {
    return (this.#values ??= { root: valuesInText(this.#text) }).root;
  }

  /** The same object, whatever version of its kind it was written in; each time the same answer. */
  find(object: ObjectIdentity): Earlier | undefined {
    const key = keyOf(object);
    this.#objects ??= objectsIn(this.#text, this.was);
    return key === undefined ? undefined : this.#objects.get(key);
  }
}

export class EarlierTexts {
  readonly #files = new Map<string, EarlierFile>();

  /** `undefined`: the file is new, or there is nothing to compare it with. */
  set(uri: string, earlier: EarlierText | undefined): void {
    if (earlier) this.#files.set(canonicalUri(uri), new EarlierFile(earlier));
    else this.#files.delete(canonicalUri(uri));
  }

  of(uri: string): EarlierFile | undefined {
    return this.#files.get(canonicalUri(uri));
  }
}

/** The mapping of the first document that is one, of a text that belongs to no file; undefined where it cannot be read. */
export function valuesInText(text: string): Node | undefined {
  const { documents } = fileOf(text);
  const document = documents.find(({ root }) => root !== undefined);
  const isRead = document?.parsed.problems.length === 0 && document.root?.type === 'map';
  return isRead ? document.root : undefined;
}

/** All objects of a text that belongs to no file. */
export function objectsInText(text: string): ManifestObject[] {
  return fileOf(text).documents.flatMap(({ objects }) => objects);
}

function fileOf(text: string): ManifestFile {
  return new ManifestFile('untitled:earlier', 'yaml', 1, text, { nextId: () => -1 });
}

/** An object that stands there twice is none that could be compared. */
function objectsIn(text: string, was: string): ReadonlyMap<string, Earlier> {
  const found = new Map<string, Earlier>();
  const twice = new Set<string>();
  for (const object of objectsInText(text)) {
    const key = keyOf(object);
    if (key === undefined) continue;
    if (found.has(key)) twice.add(key);
    found.set(key, { object, was });
  }
  for (const key of twice) found.delete(key);
  return found;
}

function keyOf({ gvk, name, namespace = '' }: ObjectIdentity): string | undefined {
  return gvk && name !== undefined ? `${gvk.group}/${gvk.kind} ${namespace} ${name}` : undefined;
}
