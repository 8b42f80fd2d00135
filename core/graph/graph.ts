/** All objects that are known: those of the files of the workspace and of the open files, found by kind and name. */
import { sameEnds } from '../../shared/sameEnds.ts';
import type { Position, Range } from '../model/manifestDocument.ts';
import { Emitter } from '../emitter.ts';
import type { Suppressed } from '../findings/finding.ts';
import type { DocumentFacts, KindName, ObjectFacts, Reference } from './facts.ts';

/** Facts of a document with its place in the file, which may move. */
export interface PlacedFacts {
  readonly startLine: number;
  readonly startCharacter: number;
  readonly facts: DocumentFacts;
  /** What its comments switch off; of a document whose text is not kept. */
  readonly suppressed?: Suppressed;
  /** Where kustomizations fill in another value; of a document whose text is not kept. */
  readonly replaced?: readonly Range[];
}

/** A range of a document as one of its file. */
export function rangeInFile(
  { startLine, startCharacter }: PlacedFacts,
  { start, end }: Range,
): Range {
  const moved = ({ line, character }: Position): Position => ({
    line: line + startLine,
    character: line === 0 ? character + startCharacter : character,
  });
  return { start: moved(start), end: moved(end) };
}

/** An object with the file that it stands in. */
export interface KnownObject {
  readonly uri: string;
  readonly facts: ObjectFacts;
  readonly placed: PlacedFacts;
}

/** A name that somebody declares: an object, or what an operator makes of one. */
export interface Declared extends KindName {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Keys of a ConfigMap or Secret; undefined where they are not known. */
  readonly keys: readonly string[] | undefined;
  /** Of a Service that is made: its ports, where they are known. */
  readonly ports?: readonly string[];
  /** The object itself, or the one that it is made from. */
  readonly by: KnownObject;
  readonly isMade: boolean;
}

/** The documents of a file that hold objects. */
type FileFacts = readonly PlacedFacts[];

export class Graph {
  /** What is known may be another thing now. */
  readonly didChange = new Emitter();
  /** By canonical address: what an editor holds counts before what lies on disk. */
  readonly #open = new Map<string, FileFacts>();
  readonly #onDisk = new Map<string, FileFacts>();
  readonly #byKind = new Map<string, Map<string, Declared[]>>();
  readonly #referring = new Map<string, Map<PlacedFacts, string>>();
  /** How many objects say that they are in a namespace. */
  readonly #inNamespace = new Map<string, number>();
  /** Objects that pods come from, by their documents. */
  readonly #withPods = new Map<PlacedFacts, readonly KnownObject[]>();
  /** Releases and values of operators, by their documents. */
  readonly #watching = new Map<PlacedFacts, readonly KnownObject[]>();
  #isWhole = false;
  #revision = 0;
  #edition = 0;
  #namesEdition = 0;

  /** Rises whenever something is known that was not, or the reverse. */
  get revision(): number {
    return this.#revision;
  }

  /** Rises with every document that comes or goes, also where others say the same at other places. */
  get edition(): number {
    return this.#edition;
  }

  /** Rises when an object comes, goes or has another name: less often than `edition`, as typing seldom changes a name. */
  get namesEdition(): number {
    return this.#namesEdition;
  }

  /** All files of the workspace have been looked at, so that what is not here is in none of them. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  set isWhole(isWhole: boolean) {
    if (this.#isWhole === isWhole) return;
    this.#isWhole = isWhole;
    this.#changed();
  }

  /** What is known beside the objects of the workspace, and looked at together with them, is another thing now. */
  noteOutside(): void {
    this.#changed();
  }

  /** Whether an editor holds the file. */
  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** What an open file holds now; undefined once it is closed. */
  setOpen(uri: string, facts: FileFacts | undefined): void {
    this.#set(this.#open, uri, facts);
  }

  /** What a file on disk holds; undefined where it holds nothing or is gone. */
  setOnDisk(uri: string, facts: FileFacts | undefined): void {
    this.#set(this.#onDisk, uri, facts?.length === 0 ? undefined : facts);
  }

  keepOnDisk(isWanted: (uri: string, facts: FileFacts) => boolean): void {
    for (const [uri, facts] of [...this.#onDisk])
      if (!isWanted(uri, facts)) this.setOnDisk(uri, undefined);
  }

  /** Number of objects. */
  get count(): number {
    let count = 0;
    for (const uri of this.files) for (const { facts } of this.#inForce(uri)) count += facts.length;
    return count;
  }

  get files(): ReadonlySet<string> {
    return new Set([...this.#open.keys(), ...this.#onDisk.keys()]);
  }

  /** Every object, in no order. */
  *objects(): Generator<KnownObject> {
    for (const uri of this.files) yield* this.objectsIn(uri);
  }

  /** The documents of a file that hold objects. */
  documentsIn(uri: string): readonly PlacedFacts[] {
    return this.#inForce(uri);
  }

  *objectsIn(uri: string): Generator<KnownObject> {
    for (const placed of this.#inForce(uri))
      for (const facts of placed.facts) yield { uri, facts, placed };
  }

  /** Objects that pods come from. */
  *withPods(): Generator<KnownObject> {
    for (const objects of this.#withPods.values()) yield* objects;
  }

  /** Releases and values of operators that say which objects they look at. */
  *watching(): Generator<KnownObject> {
    for (const objects of this.#watching.values()) yield* objects;
  }

  /** Namespaces that some object says that it is in. */
  get namespaces(): Iterable<string> {
    return this.#inNamespace.keys();
  }

  /** Everything of a kind that has a name. */
  *ofKind({ group, kind }: KindName): Generator<Declared> {
    for (const declared of this.#byKind.get(kindKey({ group, kind }))?.values() ?? [])
      yield* declared;
  }

  /** What has that kind and name, in whatever namespace. */
  named(kind: KindName, name: string): readonly Declared[] {
    return this.#byKind.get(kindKey(kind))?.get(name) ?? [];
  }

  /** Objects of the documents that refer to an object of that kind and name; each may do so in other fields, too. */
  *referringTo(kind: KindName, name: string): Generator<KnownObject> {
    for (const [placed, uri] of this.#referring.get(`${kindKey(kind)} ${name}`) ?? [])
      for (const facts of placed.facts) yield { uri, facts, placed };
  }

  #set(table: Map<string, FileFacts>, uri: string, facts: FileFacts | undefined): void {
    const before = this.#inForce(uri);
    if (facts) table.set(uri, facts);
    else table.delete(uri);
    const after = this.#inForce(uri);
    if (after === before) return;
    const { gone, come } = difference(before, after);
    if (gone.length === 0 && come.length === 0) return;
    this.#edition++;
    if (namesIn(gone) !== namesIn(come)) this.#namesEdition++;
    for (const placed of gone) this.#remove(uri, placed);
    for (const placed of come) this.#add(uri, placed);
    if (saysOther(gone, come)) this.#changed();
  }

  #inForce(uri: string): FileFacts {
    return this.#open.get(uri) ?? this.#onDisk.get(uri) ?? nothing;
  }

  #changed(): void {
    this.#revision++;
    this.didChange.emit();
  }

  #add(uri: string, placed: PlacedFacts): void {
    const objects = placed.facts.map((facts): KnownObject => ({ uri, facts, placed }));
    const withPods = objects.filter(({ facts }) => facts.pods.length > 0);
    if (withPods.length > 0) this.#withPods.set(placed, withPods);
    const watching = objects.filter(({ facts }) => facts.watches);
    if (watching.length > 0) this.#watching.set(placed, watching);
    for (const object of objects) {
      const { facts } = object;
      for (const declared of declaredBy(object)) this.#declare(declared);
      this.#countNamespace(facts.namespace, 1);
      for (const reference of facts.references) {
        const key = referenceKey(reference);
        const places = this.#referring.get(key) ?? new Map<PlacedFacts, string>();
        this.#referring.set(key, places.set(placed, uri));
      }
    }
  }

  #declare(declared: Declared): void {
    const key = kindKey(declared);
    const names = this.#byKind.get(key) ?? new Map<string, Declared[]>();
    this.#byKind.set(key, names);
    const same = names.get(declared.name);
    if (same) same.push(declared);
    else names.set(declared.name, [declared]);
  }

  #remove(uri: string, placed: PlacedFacts): void {
    this.#withPods.delete(placed);
    this.#watching.delete(placed);
    for (const facts of placed.facts) {
      this.#countNamespace(facts.namespace, -1);
      for (const { group, kind, name } of declaredBy({ uri, facts, placed }))
        this.#forget(kindKey({ group, kind }), name, placed);
      for (const reference of facts.references) {
        const key = referenceKey(reference);
        const places = this.#referring.get(key);
        places?.delete(placed);
        if (places?.size === 0) this.#referring.delete(key);
      }
    }
  }

  #countNamespace(namespace: string | undefined, change: 1 | -1): void {
    if (namespace === undefined) return;
    const count = (this.#inNamespace.get(namespace) ?? 0) + change;
    if (count === 0) this.#inNamespace.delete(namespace);
    else this.#inNamespace.set(namespace, count);
  }

  #forget(key: string, name: string, placed: PlacedFacts): void {
    const names = this.#byKind.get(key);
    const left = names?.get(name)?.filter(({ by }) => by.placed !== placed) ?? [];
    if (left.length > 0) names?.set(name, left);
    else names?.delete(name);
  }
}

const nothing: FileFacts = [];

/** Documents of one list alone. An edit changes few in the middle, so what begins and ends both is passed over first. */
function difference(before: FileFacts, after: FileFacts): { gone: FileFacts; come: FileFacts } {
  const { ahead, behind } = sameEnds(before, after);
  const old = before.slice(ahead, before.length - behind);
  const now = after.slice(ahead, after.length - behind);
  const [oldOnes, newOnes] = [new Set(old), new Set(now)];
  return {
    gone: old.filter((placed) => !newOnes.has(placed)),
    come: now.filter((placed) => !oldOnes.has(placed)),
  };
}

/** The objects of documents by kind, namespace and name. */
function namesIn(documents: FileFacts): string {
  const names = documents.flatMap(({ facts }) =>
    facts.map(({ name, namespace, ...kind }) => `${kindKey(kind)} ${namespace ?? ''} ${name.text}`),
  );
  return names.sort().join('\n');
}

function referenceKey({ name, ...kind }: Reference): string {
  return `${kindKey(kind)} ${name.text}`;
}

/** A kind as one word. */
export function kindKey({ group, kind }: KindName): string {
  return `${group}/${kind}`;
}

function* declaredBy(by: KnownObject): Generator<Declared> {
  const { group, kind, name, namespace, keys, makes } = by.facts;
  yield {
    ...{ group, kind, name: name.text, namespace, by, isMade: false },
    keys: keys?.map(({ text }) => text),
  };
  for (const made of makes) yield { namespace, keys: undefined, ...made, by, isMade: true };
}

/** Whether others are told something else. */
function saysOther(before: FileFacts, after: FileFacts): boolean {
  // Where nothing was or is said, no words need to be compared.
  if (before.length === 0 || after.length === 0) return before.length !== after.length;
  return signatureOf(before) !== signatureOf(after);
}

const signatures = new WeakMap<DocumentFacts, string>();

/** All that is said but for the places: typing in a comment changes nothing for others. */
function signatureOf(documents: FileFacts): string {
  return documents.map(signatureOfDocument).sort().join('\n');
}

function signatureOfDocument({ facts }: PlacedFacts): string {
  const known = signatures.get(facts);
  if (known !== undefined) return known;
  const signature = JSON.stringify(facts, (key, value: unknown) =>
    isOfNobodyElse(key) ? undefined : value,
  );
  signatures.set(facts, signature);
  return signature;
}

/** Places, and texts that are looked at with the object itself. */
function isOfNobodyElse(key: string): boolean {
  return key === 'range' || key.endsWith('Range') || key === 'unnamedFiles';
}
