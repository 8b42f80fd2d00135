// Our words on kinds that are made of facts: schemas/<system>/descriptions.yaml, kind to path to words.
//
//   Certificate:
//     '': A certificate that is kept up to date in a Secret.       the kind itself
//     spec.secretName: Secret that gets the key and certificate.   a field; `[]` items of a list, `{}` values of a mapping
//     spec.issuerRef: { description: ..., x-ref: ... }             with other keywords of ours
//   '*':
//     passwordSecretRef.key: Key of the Secret.                    every field whose path ends so, in every kind
//
// They hold for all versions of a kind that have the field. A path that no version has fails the build.

import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { refTarget, type Bundles } from './walk.ts';

type Words = Readonly<Record<string, Readonly<Record<string, string | RawSchema>>>>;

/** Adds the words of the file to the definitions of the kinds. */
export function describe(bundles: Bundles, entries: readonly KindEntry[], file: string): void {
  if (!existsSync(file)) return;
  const { '*': everywhere = {}, ...words } = parse(readFileSync(file, 'utf8'), {
    merge: true,
  }) as Words;
  const wrong: string[] = [];
  const endings = new Endings(bundles, everywhere);
  for (const [kind, paths] of Object.entries(words)) {
    const roots = entries.flatMap((entry) => (entry.kind === kind ? [rootOf(bundles, entry)] : []));
    for (const [at, said] of Object.entries(paths)) {
      const fields = roots.flatMap((root) => fieldAt(bundles, root, at) ?? []);
      if (fields.length === 0) wrong.push(`${kind}: ${at}`);
      for (const field of fields) addWords(field, said);
    }
  }
  // What a path says of a field counts before what many fields have in common.
  for (const entry of entries) {
    endings.visit(rootOf(bundles, entry));
  }
  wrong.push(...endings.unused.map((at) => `*: ${at}`));
  if (wrong.length > 0)
    throw new Error(`${file}: no version of the kind has these fields:\n${wrong.join('\n')}`);
}

/** A field that is described elsewhere keeps its words. */
function addWords(field: RawSchema, said: string | RawSchema): void {
  if (typeof said !== 'string') Object.assign(field, said);
  else field.description ??= said;
}

const keywords = (said: string | RawSchema): RawSchema =>
  typeof said === 'string' ? { description: said } : said;

/** A schema where it stands, and in which bundle its references begin. */
interface Place {
  readonly schema: RawSchema;
  readonly bundle: string;
}

const rootOf = (bundles: Bundles, { bundle, definition }: KindEntry): Place => ({
  schema: bundles[bundle]?.[definition] ?? {},
  bundle,
});

/** Types of Kubernetes have words of their own, which nobody changes from here. */
function resolve(bundles: Bundles, { schema, bundle }: Place): Place {
  if (schema.$ref === undefined) return { schema, bundle };
  const target = refTarget(schema.$ref, bundle);
  const found = bundles[target.bundle]?.[target.name];
  if (!found || target.bundle.startsWith('io.k8s.')) return { schema: {}, bundle };
  return resolve(bundles, { schema: found, bundle: target.bundle });
}

/** The schema as it stands there, so that words are beside a reference. */
function fieldAt(bundles: Bundles, root: Place, at: string): RawSchema | undefined {
  let here = root;
  for (const part of at.split('.').flatMap(partsOf)) {
    const { schema, bundle } = resolve(bundles, here);
    const values = schema.additionalProperties;
    const next = part === '[]' ? schema.items : part === '{}' ? values : schema.properties?.[part];
    if (typeof next !== 'object') return undefined;
    here = { schema: next, bundle };
  }
  return here.schema;
}

/** `ports[]` is a field and its items; of a path of nothing there are no parts. */
function partsOf(step: string): string[] {
  const [, name = '', inner = ''] = /^(.*?)((?:\[\]|\{\})*)$/.exec(step) ?? [];
  return [...(name === '' ? [] : [name]), ...(inner.match(/\[\]|\{\}/g) ?? [])];
}

/** Words for every field whose path ends in some way; they count less than those for a path of a kind. */
class Endings {
  readonly #byName = new Map<string, { steps: string[]; at: string; words: RawSchema }[]>();
  readonly #used = new Set<string>();
  readonly #seen = new Set<RawSchema>();
  readonly #all: string[];
  readonly #bundles: Bundles;

  constructor(bundles: Bundles, words: Readonly<Record<string, string | RawSchema>>) {
    this.#bundles = bundles;
    this.#all = Object.keys(words);
    for (const [at, said] of Object.entries(words)) {
      const steps = at.split('.');
      const name = steps.at(-1) ?? '';
      const others = this.#byName.get(name) ?? [];
      this.#byName.set(name, [...others, { steps, at, words: keywords(said) }]);
    }
    // The longest ending says most.
    for (const list of this.#byName.values()) list.sort((a, b) => b.steps.length - a.steps.length);
  }

  get unused(): string[] {
    return this.#all.filter((at) => !this.#used.has(at));
  }

  visit(place: Place, path: readonly string[] = []): void {
    const { schema: here, bundle } = resolve(this.#bundles, place);
    if (this.#seen.has(here)) return;
    this.#seen.add(here);
    for (const [name, field] of Object.entries(here.properties ?? {})) {
      const inner = [...path, name];
      const found = this.#byName.get(name)?.find(({ steps }) => endsWith(inner, steps));
      if (found) this.#used.add(found.at);
      if (found && field.description === undefined) Object.assign(field, found.words);
      this.visit({ schema: field, bundle }, inner);
    }
    if (here.items) this.visit({ schema: here.items, bundle }, path);
    if (typeof here.additionalProperties === 'object')
      this.visit({ schema: here.additionalProperties, bundle }, path);
  }
}

const endsWith = (path: readonly string[], steps: readonly string[]): boolean =>
  steps.every((step, n) => path[path.length - steps.length + n] === step);
