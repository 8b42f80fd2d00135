/** The values of a chart that depends on others: theirs stand under their names or aliases, `global` and `tags` beside them. */
import type { ChartInForce, TypeSchema } from '../schema/schema.ts';
import { fieldOf } from '../schema/typedSchema.ts';
import type { DiskChart, Dependency } from './diskChart.ts';

/** A dependency, and the root of its values. */
export type Part = readonly [Dependency, TypeSchema];

const globalValues: TypeSchema = {
  description: 'Values that the chart and all charts below it share.',
  type: 'object',
  additionalProperties: true,
};

/** Root of a chart's values: `global` belongs to all charts. */
export function rootOf(schema: TypeSchema, chart: ChartInForce): TypeSchema {
  const { global } = schema.properties ?? {};
  return {
    ...schema,
    ...(schema.properties && {
      properties: {
        ...schema.properties,
        global:
          global?.$ref === undefined
            ? { ...globalValues, ...global, additionalProperties: true }
            : global,
      },
    }),
    'x-chart': chart,
  };
}

/** Values of the dependencies under their keys, with what switches them on and off. */
export function withDependencies(
  root: TypeSchema,
  dependencies: readonly Part[],
  chart: DiskChart,
): TypeSchema {
  const written = Object.entries(root.properties ?? {});
  const properties = new Map<string, TypeSchema>([['global', globalValues], ...written]);
  for (const { key, name } of chart.dependencies) {
    if (properties.has(key)) continue;
    properties.set(key, {
      description: `Values of the chart ${name}, which this chart depends on.`,
      type: 'object',
      additionalProperties: true,
    });
  }
  for (const [{ key, conditions }, schema] of dependencies) {
    if (fieldOf(root, key)) continue;
    const switches = conditions
      .filter((path) => path.startsWith(`${key}.`))
      .flatMap((path) => path.split('.')[1] ?? []);
    const flags = [...new Set(['enabled', ...switches])].filter((name) => !fieldOf(schema, name));
    properties.set(key, {
      ...withFields(schema, {
        ...schema.properties,
        ...Object.fromEntries(flags.map((name) => [name, flag])),
      }),
      description: `Values of the ${schema['x-chart']?.title ?? key}, which this chart depends on.`,
    });
  }
  return withFields(root, Object.fromEntries(properties));
}

/** Where nothing was said of fields all are allowed, also beside those that we know. */
function withFields(schema: TypeSchema, properties: Record<string, TypeSchema>): TypeSchema {
  const { additionalProperties = schema.properties === undefined } = schema;
  return { ...schema, properties, additionalProperties };
}

const flag: TypeSchema = {
  description:
    'Whether the chart is part of the release, where Chart.yaml names it as its condition.',
  type: 'boolean',
};

/** Values of a chart that nothing is known of but what it depends on. */
export const parentValues: TypeSchema = {
  type: 'object',
  additionalProperties: true,
  properties: {
    global: globalValues,
    tags: {
      description:
        'Switches groups of dependencies on and off, by the tags that Chart.yaml gives them.',
      type: 'object',
      additionalProperties: { type: 'boolean' },
    },
  },
};

/** By top-level key of the parts: under which keys of the parent it is read. What the parent itself may read is left out. */
export function keysOfParts(
  chart: DiskChart,
  parts: readonly Part[],
  isReadByParent: (key: string) => boolean,
): ReadonlyMap<string, readonly string[]> {
  const own = new Set([
    ...['global', 'tags', 'enabled', 'exports'],
    ...chart.dependencies.flatMap(({ key, conditions }) => [
      key,
      ...conditions.flatMap((path) => path.split('.')[0] ?? []),
    ]),
  ]);
  const found = new Map<string, string[]>();
  for (const [{ key }, schema] of parts) {
    for (const name of Object.keys(schema.properties ?? {})) {
      if (own.has(name) || isReadByParent(name)) continue;
      const homes = found.get(name);
      if (homes) homes.push(key);
      else found.set(name, [key]);
    }
  }
  return found;
}

/** By the names of dependencies that go by an alias: the key that their values are read under instead. */
export function aliasesOf(
  { dependencies }: DiskChart,
  isReadByParent: (key: string) => boolean,
): ReadonlyMap<string, string> {
  const keys = new Set(dependencies.map(({ key }) => key));
  const found = new Map<string, string>();
  const several = new Set<string>();
  for (const { name, key } of dependencies) {
    if (keys.has(name) || isReadByParent(name)) continue;
    if (found.has(name)) several.add(name);
    found.set(name, key);
  }
  for (const name of several) found.delete(name);
  return found;
}
