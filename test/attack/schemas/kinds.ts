/** CRDs of a workspace. */
import type { HostileWorkspace } from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';

/** A CRD whose `spec` is that schema, as JSON or as lines of YAML from column 12 on. */
export function crdOf(spec: object | string, kind = 'Thing'): string {
  const schema =
    typeof spec === 'string' ? `\n            properties:\n              spec:\n${spec}` : '';
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${kind.toLowerCase()}s.hostile.example.com
spec:
  group: hostile.example.com
  names:
    kind: ${kind}
    plural: ${kind.toLowerCase()}s
  scope: Namespaced
  versions:
  - name: v1
    served: true
    storage: true
    schema:
      openAPIV3Schema:${
        typeof spec === 'string'
          ? schema
          : ` ${JSON.stringify({ type: 'object', properties: { spec } })}`
      }
`;
}

const thing = (spec: string): string =>
  `apiVersion: hostile.example.com/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n${spec}`;
const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const deep = (levels: number, wrap: (inner: object) => object): object => {
  let schema: object = { type: 'object' };
  for (let level = 0; level < levels; level++) schema = wrap(schema);
  return schema;
};
const fields = (count: number): Record<string, object> =>
  Object.fromEntries(many(count, (index) => [`property${index}`, { type: 'string' }]));

interface Kind {
  readonly crd: string;
  readonly spec: string;
}

const wide = many(
  80_000,
  (index) => `                  property${index}:\n                    type: string\n`,
).join('');
const bomb = many(
  30,
  (level) =>
    `              a${level + 1}: &a${level + 1} {type: object, properties: {x: *a${level}, y: *a${level}, z: *a${level}}}\n`,
).join('');

const hostile: Record<string, Kind> = {
  '80,000 fields and 500 unknown keys': {
    crd: crdOf(`                type: object\n                properties:\n${wide}`),
    spec: many(500, (index) => `  propertz${index}x: 1\n`).join(''),
  },
  '10,000 required fields in 2,000 items': {
    crd: crdOf({
      type: 'array',
      items: { type: 'object', required: many(10_000, (at) => `f${at}`), properties: fields(9) },
    }),
    spec: '- property1: a\n'.repeat(2_000),
  },
  'one of 10,000 forms for 2,000 items': {
    crd: crdOf({
      type: 'array',
      items: { type: 'object', oneOf: many(10_000, (at) => ({ required: [`property${at}`] })) },
    }),
    spec: '- property1: a\n  property2: b\n'.repeat(2_000),
  },
  'an enum of 100,000 and 2,000 wrong values': {
    crd: crdOf({ type: 'array', items: { type: 'string', enum: many(100_000, (at) => `v${at}`) } }),
    spec: '- wrong\n'.repeat(2_000),
  },
  'fields 800 deep': {
    crd: crdOf(deep(800, (a) => ({ type: 'object', properties: { a } }))),
    spec: '  a: { a: { b: 1 } }\n',
  },
  'not 800 deep': {
    crd: crdOf(deep(800, (not) => ({ type: 'object', not }))),
    spec: '  a: 1\n',
  },
  'all of 800 deep': { crd: crdOf(deep(800, (a) => ({ allOf: [a] }))), spec: '  a: 1\n' },
  'aliases that are a bomb': {
    crd: crdOf(
      `                type: object\n                properties:\n                  k: *a30\n            x-kinds:\n              a0: &a0 {type: string}\n${bomb}`,
    ),
    spec: '  k: { x: { y: {} } }\n',
  },
};

export const kinds: readonly Case[] = Object.entries(hostile).map(
  ([name, { crd, spec }]): Case => ({
    name: `CRD of the workspace: ${name}`,
    limits: { processorMs: 5_000, peakMB: 500 },
    prepare: (workspace: HostileWorkspace) => {
      workspace.put({ 'crd.yaml': crd, 'cr.yaml': thing(spec) });
    },
    async run(workspace) {
      await workspace.scanned();
      await workspace.ask('cr.yaml');
    },
  }),
);
