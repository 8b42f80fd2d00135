/** The schemas of one kind in force, each made once: one for most files, several where CRDs of a workspace contradict each other. */
import { nearestFiles } from './nearest.ts';
import type { KindSchema } from './sources/source.ts';
import type { TypeSchema } from './schema.ts';
import type { TypedSchema } from './typedSchema.ts';

export class SchemasOfKind {
  readonly #candidates: readonly KindSchema[];
  readonly #make: (candidate: KindSchema, root: TypeSchema) => TypedSchema;
  readonly #made = new Map<KindSchema, TypedSchema | undefined>();
  readonly #texts = new Map<KindSchema, string>();
  readonly #byFolder = new Map<string, readonly TypedSchema[]>();
  /** CRDs of the workspace, where several of them are the first to count. */
  readonly #contested: readonly KindSchema[];

  /** `candidates` in the order in which they count; `isChosen`: the user has named the first. */
  constructor(
    candidates: readonly KindSchema[],
    isChosen: boolean,
    make: (candidate: KindSchema, root: TypeSchema) => TypedSchema,
  ) {
    this.#candidates = candidates;
    this.#make = make;
    const isOfWorkspace = ({ entry }: KindSchema): boolean => entry.origin?.source === 'workspace';
    const [first] = candidates;
    const ofWorkspace = !isChosen && first && isOfWorkspace(first) ? candidates : [];
    const rivals = ofWorkspace.filter(isOfWorkspace);
    this.#contested = rivals.length > 1 ? rivals : [];
  }

  /** For a file (a URI) or for none; the same array as long as nothing changes. More than one: all of them may be meant. */
  for(from: string | undefined): readonly TypedSchema[] {
    const isContested = from !== undefined && this.#contested.length > 0;
    const folder = isContested ? from.slice(0, from.lastIndexOf('/') + 1) : '';
    const known = this.#byFolder.get(folder);
    if (known) return known;
    const found = isContested ? this.#nearest(from) : [];
    const schemas = found.length > 0 ? found : this.#first();
    this.#byFolder.set(folder, schemas);
    return schemas;
  }

  /** A file that cannot be read leaves the kind to the next source. */
  #first(): readonly TypedSchema[] {
    for (const candidate of this.#candidates) {
      const typed = this.#typed(candidate);
      if (typed) return [typed];
    }
    return [];
  }

  #nearest(from: string): readonly TypedSchema[] {
    const files = this.#contested.flatMap(({ entry }) => entry.origin?.file ?? []);
    const near = new Set(nearestFiles(from, files));
    const found = this.#contested.filter(({ entry }) => near.has(entry.origin?.file ?? ''));
    if (found.length === 1) return found.flatMap((each) => this.#typed(each) ?? []);
    const byText = new Map(found.map((each) => [this.#textOf(each), each]));
    return [...byText.values()].flatMap((each) => this.#typed(each) ?? []);
  }

  /** One CRD often lies in several folders. */
  #textOf(candidate: KindSchema): string {
    const known = this.#texts.get(candidate);
    if (known !== undefined) return known;
    const text = `${String(candidate.entry.namespaced)} ${JSON.stringify(candidate.root() ?? null)}`;
    this.#texts.set(candidate, text);
    return text;
  }

  #typed(candidate: KindSchema): TypedSchema | undefined {
    if (this.#made.has(candidate)) return this.#made.get(candidate);
    const root = candidate.root();
    const typed = root && this.#make(candidate, root);
    this.#made.set(candidate, typed);
    return typed;
  }
}
