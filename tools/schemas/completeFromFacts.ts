// What a newer release of a project has and our schema of it lacks: fields, allowed values, defaults. So a kind that is
// described, or that a package declares, is never behind the facts of its CRD. Words are asked for by the build.

import path from 'node:path';
import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { FactsReader } from './factsReader.ts';
import type { FactSchema } from './facts/facts.ts';
import { factsOf } from './facts/readFacts.ts';
import type { OwnSystem } from './system.ts';
import type { CoreTypes } from './coreTypes.ts';
import { refTarget, type Bundles } from './walk.ts';

/** Changes the bundles in place. */
export function completeFromFacts(
  schemasDir: string,
  { id, package: fromPackage }: Pick<OwnSystem, 'id' | 'package'>,
  kinds: readonly KindEntry[],
  bundles: Bundles,
  core: CoreTypes,
): void {
  const { crds = [] } = factsOf(path.join(schemasDir, id));
  const completion = new Completion(bundles, core, { isAll: fromPackage !== undefined });
  for (const { group, names, versions } of crds) {
    for (const version of versions) {
      const entry = kinds.find(
        (each) => each.group === group && each.kind === names.kind && each.version === version.name,
      );
      const schema = entry && bundles[entry.bundle]?.[entry.definition];
      if (schema && version.served) completion.complete(schema, version.schema, entry.bundle);
    }
  }
}

class Completion {
  readonly #bundles: Bundles;
  readonly #core: CoreTypes;
  /** Declarations know no defaults and may be behind in values and required fields; what we wrote by hand is checked by tests. */
  readonly #isAll: boolean;
  readonly #seen = new Map<RawSchema, Set<FactSchema>>();

  constructor(bundles: Bundles, core: CoreTypes, { isAll }: { isAll: boolean }) {
    this.#bundles = bundles;
    this.#core = core;
    this.#isAll = isAll;
  }

  complete(written: RawSchema, facts: FactSchema, bundle: string): void {
    const schema = this.#own(written, bundle);
    if (!schema || this.#wasSeen(schema, facts)) return;
    if (this.#isAll) valuesOf(schema, facts);
    const { properties } = schema;
    for (const [name, field] of Object.entries((properties && facts.properties) ?? {})) {
      const own = properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
      if (!own && properties) {
        const isGone = field['x-until'] !== undefined;
        if (schema.additionalProperties === false && !isGone)
          properties[name] = this.#made(name, field);
        continue;
      }
      if (!own) continue;
      if (this.#isAll && !own.$ref?.startsWith('io.k8s.')) defaultOf(own, field);
      this.complete(own, field, bundle);
    }
    if (this.#isAll && facts.properties) requiredOf(schema, facts);
    if (schema.items && facts.items) this.complete(schema.items, facts.items, bundle);
    const [ours, theirs] = [schema.additionalProperties, facts.additionalProperties];
    if (typeof ours === 'object' && typeof theirs === 'object') this.complete(ours, theirs, bundle);
  }

  /** Where the references end; undefined in a type of Kubernetes or of another system. */
  #own(schema: RawSchema, bundle: string): RawSchema | undefined {
    let here: RawSchema | undefined = schema;
    while (here?.$ref !== undefined) {
      const target = refTarget(here.$ref, bundle);
      here = target.bundle === bundle ? this.#bundles[bundle]?.[target.name] : undefined;
    }
    return here;
  }

  /** A definition may lead to itself, and shapes stand in many places. */
  #wasSeen(schema: RawSchema, facts: FactSchema): boolean {
    const known = this.#seen.get(schema) ?? new Set();
    this.#seen.set(schema, known);
    return known.size === known.add(facts).size;
  }

  #made(name: string, facts: FactSchema): RawSchema {
    return new FactsReader({ shapes: {}, core: this.#core, bundles: this.#bundles }).part(
      name,
      facts,
    );
  }
}

function valuesOf(schema: RawSchema, facts: FactSchema): void {
  const theirs = facts.enum as RawSchema['enum'];
  if (!schema.enum || !theirs) return;
  const added = theirs.filter((value) => !schema.enum?.includes(value));
  if (added.length > 0 && !added.includes('')) schema.enum = [...schema.enum, ...added];
  if (added.includes('')) {
    schema['x-empty-is-unset'] = true;
    schema.enum = [...schema.enum, ...added.filter((value) => value !== '')];
  }
}

function defaultOf(schema: RawSchema, { default: value }: FactSchema): void {
  const isSaid = value !== undefined && !['{}', '[]', '""'].includes(JSON.stringify(value));
  if (isSaid && schema.default === undefined) schema.default = value;
}

/** What they ask for no more, or fill in, we ask for no more. */
function requiredOf(schema: RawSchema, facts: FactSchema): void {
  const kept = schema.required?.filter(
    (name) => facts.required?.includes(name) === true || ['apiVersion', 'kind'].includes(name),
  );
  if (kept?.length) schema.required = kept;
  else delete schema.required;
}
