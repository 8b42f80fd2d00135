/** What all sources have of a kind, the one that counts first: asked several times for each document, and so kept. */
import { gvkKey, type GroupVersionKind } from '../../shared/gvk.ts';
import { own } from '../../shared/own.ts';
import type { KindEntry, SourceId } from './schema.ts';
import type { BundledSource } from './sources/bundled.ts';
import type { KindSchema, SchemaSource } from './sources/source.ts';

export class Candidates {
  readonly #sources: readonly SchemaSource[];
  readonly #bundled: BundledSource;
  /** By key of the kind. */
  readonly #known = new Map<string, readonly KindSchema[]>();

  constructor(sources: readonly SchemaSource[], bundled: BundledSource) {
    this.#sources = sources;
    this.#bundled = bundled;
  }

  /** `choices` are the user's, by `choiceKey`. */
  of(gvk: GroupVersionKind, choices: Readonly<Record<string, string>>): readonly KindSchema[] {
    const key = gvkKey(gvk);
    const known = this.#known.get(key);
    if (known) return known;
    const found = this.#find(gvk, own(choices, choiceKey(gvk)));
    if (found.length > 0) this.#known.set(key, found);
    return found;
  }

  /** The sources or the choices are others now. */
  clear(): void {
    this.#known.clear();
  }

  #find(gvk: GroupVersionKind, choice: string | undefined): readonly KindSchema[] {
    const found = this.#sources.flatMap((source) => source.find(gvk));
    const chosen =
      choice === undefined ? undefined : found.find(({ entry }) => matches(entry, choice));
    const ordered = chosen ? [chosen, ...found.filter((each) => each !== chosen)] : found;
    const known = this.bundledOf(gvk);
    return ordered.map((each) => (known ? named(each, known.entry) : each));
  }

  /** The bundled schema of the kind, in its own version or another. */
  bundledOf(gvk: GroupVersionKind): KindSchema | undefined {
    const [same] = this.#bundled.find(gvk);
    if (same) return same;
    const other = this.#bundled.kinds.find(
      ({ group, kind }) => group === gvk.group && kind === gvk.kind,
    );
    return other && this.#bundled.find(other)[0];
  }
}

/** Under which a choice is kept: it holds for all versions of the kind. */
export function choiceKey({ group, kind }: Pick<GroupVersionKind, 'group' | 'kind'>): string {
  return `${group}/${kind}`;
}

/** The id by which a schema is chosen. */
export function originId({ origin }: KindEntry): string {
  return origin?.id ?? ('bundled' satisfies SourceId);
}

function matches(entry: KindEntry, choice: string): boolean {
  return originId(entry) === choice || entry.origin?.source === choice;
}

/** A known kind keeps its name, its page and whose it is. */
function named(schema: KindSchema, known: KindEntry): KindSchema {
  if (!schema.entry.origin) return schema;
  const { source, bundle, docUrl, rank, isKubernetes = false } = known;
  const page = docUrl === undefined ? {} : { docUrl };
  const place = rank === undefined ? {} : { rank };
  const entry = { ...schema.entry, source, bundle, isKubernetes, ...page, ...place };
  return { entry, root: () => schema.root() };
}
