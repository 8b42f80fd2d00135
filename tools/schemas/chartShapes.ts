// Objects of a chart's schema as definitions with names: what several places have is written, and described, once.

import type { RawSchema } from '../../core/schema/schema.ts';
import { pascal } from './pascal.ts';

/** Objects with fewer keys that stand in one place only stay there. */
const leastFields = 4;

interface Shape {
  uses: number;
  schema: RawSchema;
  /** Names of the places, best first. */
  wanted: string[];
  name: string;
}

/** Definitions, `Values` first, of a nested schema. Places whose defaults differ say theirs beside the reference. */
export function nameShapes(root: RawSchema): Record<string, RawSchema> {
  const shapes = new Map<string, Shape>();
  collect(root, 'Values', '', shapes);
  const taken = new Set(['Values']);
  for (const shape of shapes.values()) {
    const fields = Object.keys(shape.schema.properties ?? {}).length;
    if (fields < 2 || (shape.uses === 1 && fields < leastFields)) continue;
    let name = shape.wanted.find((each) => !taken.has(each)) ?? '';
    for (let n = 2; name === ''; n++)
      if (!taken.has(`${shape.wanted[0]}${n}`)) name = `${shape.wanted[0]}${n}`;
    taken.add((shape.name = name));
  }
  const definitions: Record<string, RawSchema> = { Values: placed(root, shapes, true) };
  for (const { name, schema } of shapes.values())
    if (name) definitions[name] = placed(schema, shapes, true);
  return definitions;
}

function collect(
  schema: RawSchema,
  name: string,
  parent: string,
  shapes: Map<string, Shape>,
): void {
  if (schema.properties && name !== 'Values') {
    const key = keyOf(schema);
    const shape = shapes.get(key);
    if (shape) {
      shape.uses++;
      shape.schema = common(shape.schema, schema);
    } else {
      shapes.set(key, { uses: 1, schema: own(schema), wanted: [], name: '' });
    }
    const wanted = shapes.get(key)?.wanted ?? [];
    for (const each of [name, `${parent}${name}`]) if (!wanted.includes(each)) wanted.push(each);
  }
  const inner = name === 'Values' ? '' : name;
  for (const [field, each] of Object.entries(schema.properties ?? {}))
    collect(each, pascal(field), inner, shapes);
  if (schema.items) collect(schema.items, pascal(`${name}Item`), inner, shapes);
  if (typeof schema.additionalProperties === 'object')
    collect(schema.additionalProperties, pascal(`${name}Value`), inner, shapes);
}

/** Without what belongs to the place. */
function own({ description: _description, ...schema }: RawSchema): RawSchema {
  return schema;
}

/** Names and types; defaults may differ. */
function keyOf(schema: RawSchema): string {
  return JSON.stringify(own(schema), (key, value: unknown) =>
    key === 'default' ? undefined : value,
  );
}

/** The first schema with the defaults that both have. */
function common(one: RawSchema, other: RawSchema): RawSchema {
  const merged: RawSchema = { ...one };
  if (JSON.stringify(one.default) !== JSON.stringify(other.default)) delete merged.default;
  if (one.properties)
    merged.properties = Object.fromEntries(
      Object.entries(one.properties).map(([name, each]) => [
        name,
        common(each, other.properties?.[name] ?? {}),
      ]),
    );
  if (one.items) merged.items = common(one.items, other.items ?? {});
  return merged;
}

/** References instead of shapes with a name. `isHome`: the definition itself. */
function placed(schema: RawSchema, shapes: Map<string, Shape>, isHome = false): RawSchema {
  const shape = schema.properties ? shapes.get(keyOf(schema)) : undefined;
  if (!isHome && shape?.name) {
    const defaults = differing(schema, shape.schema);
    return {
      $ref: `#/${shape.name}`,
      ...(defaults !== undefined && { default: defaults }),
      ...(schema.description !== undefined && { description: schema.description }),
    };
  }
  const result: RawSchema = { ...schema };
  if (schema.properties)
    result.properties = Object.fromEntries(
      Object.entries(schema.properties).map(([name, each]) => [name, placed(each, shapes)]),
    );
  if (schema.items) result.items = placed(schema.items, shapes);
  if (typeof schema.additionalProperties === 'object')
    result.additionalProperties = placed(schema.additionalProperties, shapes);
  return result;
}

/** Defaults of a place that its definition does not give, nested as the values are. */
function differing(schema: RawSchema, definition: RawSchema): Record<string, unknown> | undefined {
  const result: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(schema.properties ?? {})) {
    const known = definition.properties?.[name] ?? {};
    const value = each.properties
      ? differing(each, known)
      : JSON.stringify(each.default) === JSON.stringify(known.default)
        ? undefined
        : each.default;
    if (value !== undefined) result[name] = value;
  }
  return Object.keys(result).length > 0 ? result : undefined;
}
