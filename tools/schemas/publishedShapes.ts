// The CRDs of the facts as the product ships them: `published.SYSTEM.json`. They decide what the server refuses in a kind;
// what we say of it in words and rules is laid over them (core/schema/sources/published.ts).

import { readdirSync } from 'node:fs';
import path from 'node:path';
import { formatApiVersion } from '../../shared/gvk.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import type { PublishedFile } from '../../core/schema/sources/published.ts';
import type { CrdFacts, CrdVersion, FactSchema, Shapes } from './facts/facts.ts';
import { factsFileOf } from './facts/readFacts.ts';
import { readSystem, type OwnSystem } from './system.ts';

/** The files by the name of their system. Marks the kinds that they are of. */
export function publishedShapes(
  schemasDir: string,
  kinds: readonly KindEntry[],
): Map<string, PublishedFile> {
  const files = new Map<string, PublishedFile>();
  const byKey = new Map(kinds.map((entry) => [keyOf(entry, entry.version, entry.kind), entry]));
  for (const system of readdirSync(schemasDir).sort()) {
    const { crds = [], shapes = {} } = factsFileOf(path.join(schemasDir, system));
    const told = crds.flatMap((crd) => judged(crd, shapes).map((version) => ({ crd, version })));
    const found: Record<string, FactSchema> = {};
    for (const { crd, version } of told) {
      const key = keyOf(crd, version.name, crd.names.kind);
      const entry = byKey.get(key);
      if (!entry) continue;
      entry.published = system;
      const shape = scaled(bare(version.schema, shapes), version, shapes);
      found[key] = version.deprecated ? { ...shape, deprecated: true } : shape;
    }
    if (Object.keys(found).length === 0) continue;
    const { webhook, fillsIn } = readSystem<OwnSystem>(path.join(schemasDir, system), []);
    files.set(system, {
      ...(webhook && { webhook }),
      ...(fillsIn && { fillsIn }),
      kinds: found,
      shapes: usedShapes(found, shapes),
    });
  }
  return files;
}

/** Versions whose objects the server looks into. Where it keeps all fields, or knows none, others refuse what is wrong. */
function judged({ versions }: CrdFacts, shapes: Shapes): CrdVersion[] {
  return versions.filter(({ keepsUnknown, schema }) => {
    const spec = shapeOf(schema, shapes).properties?.spec;
    const isOpaque = spec && !shapeOf(spec, shapes).properties;
    return keepsUnknown !== true && !isOpaque && schema.properties !== undefined;
  });
}

function shapeOf(schema: FactSchema, shapes: Shapes): FactSchema {
  return (schema.$ref === undefined ? schema : shapes[schema.$ref]) ?? {};
}

const keyOf = (of: { group: string }, version: string, kind: string): string =>
  `${formatApiVersion({ group: of.group, version })}/${kind}`;

/** Without words; and what a shape has a default for is not asked for, as the reader cannot see into it. */
function bare(schema: FactSchema, shapes: Shapes): FactSchema {
  const { mentioned: _mentioned, description: _description, required, ...rest } = schema;
  const { properties, items, additionalProperties: values } = rest;
  const within = (each: FactSchema): FactSchema => bare(each, shapes);
  const asked = required?.filter((name) => {
    const field = properties?.[name];
    return !field || shapeOf(field, shapes).default === undefined;
  });
  return {
    ...rest,
    ...(asked?.length && { required: asked }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, field]) => [name, within(field)]),
      ),
    }),
    ...(items && { items: within(items) }),
    ...(typeof values === 'object' && { additionalProperties: within(values) }),
  };
}

/** Behind a scale subresource the server takes no negative number of replicas, whatever the schema says. */
function scaled(schema: FactSchema, { subresources }: CrdVersion, shapes: Shapes): FactSchema {
  const { scale } = (subresources ?? {}) as { scale?: { specReplicasPath?: string } };
  const steps = scale?.specReplicasPath?.split('.').filter(Boolean) ?? [];
  return steps.length > 0 ? withoutNegatives(schema, steps, shapes) : schema;
}

function withoutNegatives(
  written: FactSchema,
  [step, ...others]: readonly string[],
  shapes: Shapes,
): FactSchema {
  const schema = written.$ref === undefined ? written : bare(shapeOf(written, shapes), shapes);
  if (step === undefined) return { ...schema, minimum: Math.max(0, Number(schema.minimum ?? 0)) };
  const { properties, additionalProperties: values } = schema;
  const field = properties?.[step] ?? (typeof values === 'object' ? values : undefined);
  if (!field) return schema;
  return {
    ...schema,
    properties: { ...properties, [step]: withoutNegatives(field, others, shapes) },
  };
}

/** The shapes that the schemas refer to, and those that these refer to. */
function usedShapes(kinds: Readonly<Record<string, FactSchema>>, shapes: Shapes): Shapes {
  const used: Record<string, FactSchema> = {};
  const visit = (schema: FactSchema): void => {
    const { $ref, properties, items, additionalProperties: values } = schema;
    const shape = $ref === undefined ? undefined : shapes[$ref];
    if ($ref !== undefined && shape && !used[$ref]) {
      used[$ref] = bare(shape, shapes);
      visit(shape);
    }
    for (const field of Object.values(properties ?? {})) visit(field);
    if (items) visit(items);
    if (typeof values === 'object') visit(values);
  };
  for (const kind of Object.values(kinds)) visit(kind);
  return used;
}
