// Which type of Kubernetes a part of a CRD is a copy of: CRDs are flat, the Go types behind them are not.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RawSchema, SchemaBundle } from '../../core/schema/schema.ts';
import { refTarget, type Bundles } from './walk.ts';
import { isQuantity, type CrdSchema } from './crdSchema.ts';

export interface CoreTypes {
  /** Reference to the type, where one has just these fields. `name` is the field's: it decides between equals. */
  find(name: string, source: CrdSchema): string | undefined;
  /**
   * Only where nobody needs to look over it: many fields, or a name that says it; nothing more is required, and what is
   * below has the same fields. `resolve` follows references of the source.
   */
  findSafe(
    name: string,
    source: CrdSchema,
    resolve: (source: CrdSchema) => CrdSchema,
  ): string | undefined;
}

/** A CRD is some releases older or newer than we are: this share of the fields must be the same. */
const leastInCommon = 0.8;
const families = [
  'io.k8s.api.core.v1',
  'io.k8s.apimachinery.pkg.apis.meta.v1',
  'io.k8s.api.networking.v1',
  'io.k8s.api.batch.v1',
  'io.k8s.api.autoscaling.v2',
  'io.k8s.api.rbac.v1',
];

/** The bundles in a folder that coreTypes needs. */
export function coreBundles(dist: string): Bundles {
  const built = new Set(readdirSync(dist));
  return Object.fromEntries(
    families
      .filter((each) => built.has(`${each}.json`))
      .map((family) => [
        family,
        JSON.parse(readFileSync(path.join(dist, `${family}.json`), 'utf8')) as SchemaBundle,
      ]),
  );
}

/** The types in built bundles. */
export function coreTypes(bundles: Bundles): CoreTypes {
  const types: CoreType[] = [];
  for (const family of families) {
    for (const [name, schema] of Object.entries(bundles[family] ?? {})) {
      if (/^(Partial|Embedded|\w+Condition$)/.test(name) || !schema.properties) continue;
      const fields = Object.entries(schema.properties).map(
        ([field, each]) => [field, ourType(each)] as const,
      );
      const later = schema['x-asked-later'] ?? [];
      const required = (schema.required ?? []).filter((field) => !later.includes(field));
      types.push({ ref: `${family}#/${name}`, name, fields: new Map(fields), required });
    }
  }
  const best = (name: string, source: CrdSchema): CoreType | undefined => {
    const theirs = Object.entries(source.properties ?? {});
    if (theirs.length === 0) return undefined;
    const scored = types.flatMap((type) => {
      const same = theirs.filter(([field, each]) =>
        agree(type.fields.get(field), theirType(each)),
      ).length;
      const share = same / Math.max(type.fields.size, theirs.length);
      // Small types have names that anybody may use, and more fields make it a type of its own.
      const least = theirs.length < 4 ? 1 : leastInCommon;
      if (share < least || same < theirs.length) return [];
      if (
        theirs.length === 1 &&
        !name.toLowerCase().endsWith(type.name.replace(/^Local|Reference$/g, '').toLowerCase())
      )
        return [];
      return [{ type, score: share + likeness(name, type.name) / 100 }];
    });
    return scored.sort((a, b) => b.score - a.score)[0]?.type;
  };
  return {
    find: (name, source) => best(name, source)?.ref,
    findSafe(name, source, resolve) {
      const type = best(name, source);
      const isPlain =
        Object.keys(source.properties ?? {}).length >= 4 || (type && isNamedLike(name, type.name));
      const asked = type?.required.every((field) => source.required?.includes(field)) ?? false;
      if (!type || !isPlain || !asked) return undefined;
      const count = { all: 0, unknown: 0 };
      compareBelow(bundles, { $ref: type.ref }, source, resolve, count);
      return count.unknown <= count.all * mostUnknown ? type.ref : undefined;
    },
  };
}

/** Of the fields at any depth: a CRD was made with core types of another release, which have a field or two more. */
const mostUnknown = 0.03;

/** Counts the fields of the source, and those that the type has not. */
function compareBelow(
  bundles: Bundles,
  written: RawSchema,
  source: CrdSchema,
  resolve: (source: CrdSchema) => CrdSchema,
  count: { all: number; unknown: number },
  from = '',
): void {
  let ours = written;
  let home = from;
  while (ours.$ref !== undefined) {
    const target = refTarget(ours.$ref, home);
    home = target.bundle;
    ours = bundles[home]?.[target.name] ?? {};
  }
  const theirs = resolve(source);
  const below = (one: RawSchema, other: CrdSchema): void =>
    compareBelow(bundles, one, other, resolve, count, home);
  for (const [name, field] of Object.entries(theirs.properties ?? {})) {
    const own = ours.properties?.[name];
    count.all++;
    if (own) below(own, field);
    else if (typeof ours.additionalProperties !== 'object') count.unknown++;
  }
  if (ours.items && theirs.items) below(ours.items, theirs.items);
  const [free, values] = [ours.additionalProperties, theirs.additionalProperties];
  if (typeof free === 'object' && typeof values === 'object') below(free, values);
}

interface CoreType {
  readonly ref: string;
  readonly name: string;
  readonly fields: ReadonlyMap<string, string>;
  /** Asked for by the published type itself. */
  readonly required: readonly string[];
}

/** Words of types that say nothing of what they are for. */
const generalWords = new Set(['Reference', 'Source', 'Local', 'Object', 'Key', 'Spec', 'Typed']);

function isNamedLike(field: string, type: string): boolean {
  const words = type.match(/[A-Z][a-z]+/g) ?? [];
  return words.some(
    (word) => !generalWords.has(word) && field.toLowerCase().includes(word.toLowerCase()),
  );
}

/** Number of the type's words that the field's name has, less what it has not. */
function likeness(name: string, type: string): number {
  const words = type.match(/[A-Z][a-z]+/g) ?? [];
  return (
    words.filter((word) => name.toLowerCase().includes(word.toLowerCase())).length -
    words.length / 10
  );
}

function agree(ours: string | undefined, theirs: string): boolean {
  return (
    ours !== undefined && (ours === theirs || ours === 'ref' || ours === 'any' || theirs === 'any')
  );
}

function ourType(schema: RawSchema): string {
  if (schema.$ref) return 'ref';
  if (schema['x-kubernetes-int-or-string']) return 'int-or-string';
  return Array.isArray(schema.type) ? 'any' : (schema.type ?? 'any');
}

function theirType(source: CrdSchema): string {
  if (isQuantity(source)) return 'any';
  if (source['x-kubernetes-int-or-string']) return 'int-or-string';
  return source.type ?? 'any';
}
