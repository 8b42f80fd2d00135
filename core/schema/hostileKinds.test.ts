/** CRDs and OpenAPI documents that no person writes: wide, deep, circular. Answers stay right, or nothing is said. */
import { expect, test } from 'vitest';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { completion } from '../features/completion/completion.ts';
import { maxItems } from '../features/completion/offered.ts';
import { hover } from '../features/hover.ts';
import type { Session } from '../session.ts';
import { crdHead } from './convert/crd.ts';

/** A session whose workspace has a CRD of the kind Thing with this schema of its spec. */
function withKind(spec: unknown): Session {
  const session = testSession();
  const value = {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    spec: {
      group: 'hostile.example.com',
      names: { kind: 'Thing', plural: 'things' },
      scope: 'Namespaced',
      versions: [
        {
          name: 'v1',
          served: true,
          schema: { openAPIV3Schema: { type: 'object', properties: { spec } } },
        },
      ],
    },
  };
  const head = crdHead(value);
  session.store.workspace.setOnDisk('file:///crd.yaml', head ? [{ head, value: () => value }] : []);
  return session;
}

/** A session that is connected to a cluster whose OpenAPI document has these components. */
function withComponents(components: Record<string, object>): Session {
  const session = testSession();
  const { cluster } = session.store;
  cluster.setIndex({ context: 'c', groupVersions: { 'hostile.example.com/v1': '1' } });
  const gvk = [{ group: 'hostile.example.com', version: 'v1', kind: 'Thing' }];
  const thing = {
    type: 'object',
    'x-kubernetes-group-version-kind': gvk,
    properties: { spec: { $ref: '#/components/schemas/Spec' } },
  };
  cluster.add('c', 'hostile.example.com/v1', {
    components: { Thing: thing, ...components },
    resources: [],
  });
  return session;
}

const thing = (spec: string): string =>
  `apiVersion: hostile.example.com/v1\nkind: Thing\nmetadata:\n  name: a\nspec:\n${spec}`;

async function messages(session: Session, spec: string): Promise<string[]> {
  return (await diagnose(session, thing(spec))).map((each) => full(each));
}

function ask(session: Session, text: string, line: number, character: number) {
  session.open('file:///cr.yaml', 'yaml', 1, text);
  const file = session.file('file:///cr.yaml');
  if (!file) throw new Error('not open');
  const place = { line, character };
  return {
    items: completion(session, file, place),
    hover: JSON.stringify(hover(session, file, place)?.contents ?? ''),
  };
}

const fields = (count: number, schema: object = { type: 'string' }): Record<string, object> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`property${index}`, schema]));

test('a kind with very many fields is checked and completed', async () => {
  const session = withKind({ type: 'object', properties: fields(20_000) });
  const typos = Array.from({ length: 500 }, (_, index) => `  propertz${index}x: 1\n`).join('');
  const found = await messages(session, `  property7: 1\n${typos}`);
  expect(found.length).toBeGreaterThanOrEqual(500);
  expect(found[0]).toContain('unknown-field');
  const { items } = ask(session, thing('  property1999\n'), 5, 14);
  expect(items.length).toBeLessThanOrEqual(maxItems);
  expect(items.map(({ label }) => label)).toContain('property19999');
});

test('very many values are checked, and the first named', async () => {
  const values = Array.from({ length: 100_000 }, (_, index) => `value${index}`);
  const session = withKind({ type: 'object', properties: { a: { type: 'string', enum: values } } });
  expect(await messages(session, '  a: value99999\n')).toEqual([]);
  expect(await messages(session, '  a: other\n')).toEqual([
    expect.stringMatching(/invalid-value.{1,400}$/),
  ]);
  const { items, hover: page } = ask(session, thing('  a: value9\n'), 5, 11);
  expect(items.length).toBeLessThanOrEqual(maxItems);
  expect(page.length).toBeLessThan(5000);
  expect(page).toContain('and 99900 others');
});

test('very many required fields make one short report', async () => {
  const properties = fields(10_000);
  const session = withKind({ type: 'object', properties, required: Object.keys(properties) });
  const found = await messages(session, '  property3: a\n');
  expect(found).toEqual([
    expect.stringMatching(/property0, property1, .* and 9979 others are missing/),
  ]);
  expect(found.join().length).toBeLessThan(1000);
});

test('forms are judged, of very many nothing is said', async () => {
  const forms = (count: number): object => ({
    type: 'object',
    properties: fields(count),
    oneOf: Array.from({ length: count }, (_, index) => ({ required: [`property${index}`] })),
  });
  expect(await messages(withKind(forms(3)), '  property0: a\n  property1: b\n')).toEqual([
    expect.stringContaining('exclude each other'),
  ]);
  const list = withKind({ type: 'array', items: forms(5000) });
  const items = '- property0: a\n  property1: b\n'.repeat(100).replaceAll(/^/gm, '  ').trimEnd();
  expect((await messages(list, `${items}\n`)).length).toBeLessThanOrEqual(100);
});

test('nesting of any depth is read as far as the values go', async () => {
  const nested = (wrap: (inner: object) => object): object => {
    let schema: object = { type: 'object', properties: { end: { type: 'integer' } } };
    for (let level = 0; level < 10_000; level++) schema = wrap(schema);
    return schema;
  };
  const deep = withKind(nested((inner) => ({ type: 'object', properties: { a: inner } })));
  expect(await messages(deep, '  a: { a: { b: 1 } }\n')).toEqual([
    expect.stringContaining('unknown-field'),
  ]);
  for (const key of ['allOf', 'anyOf', 'oneOf'])
    expect(await messages(withKind(nested((inner) => ({ [key]: [inner] }))), '  a: 1\n')).toEqual(
      [],
    );
  expect(await messages(withKind(nested((not) => ({ type: 'object', not }))), '  {}\n')).toEqual(
    [],
  );
});

test('a default of any size is shown as far as it can be read', () => {
  let deep: unknown = 'end';
  for (let level = 0; level < 10_000; level++) deep = [deep];
  const session = withKind({
    type: 'object',
    properties: {
      a: { type: 'object', default: { deep } },
      b: { type: 'object', default: fields(50_000) },
    },
  });
  const text = thing('  a: {}\n  b: {}\n');
  expect(ask(session, text, 5, 2).hover).toContain('Default: `{\\"deep\\":[[[[');
  expect(ask(session, text, 6, 2).hover.length).toBeLessThan(1000);
});

test('parts that YAML shares by aliases stay shared', async () => {
  let schema: object = { type: 'object', properties: { end: { type: 'integer' } } };
  for (let level = 0; level < 40; level++)
    schema = { type: 'object', properties: { a: schema, b: schema, c: schema } };
  const session = withKind(schema);
  expect(await messages(session, '  a: { b: { c: { d: 1 } } }\n')).toEqual([
    expect.stringContaining('unknown-field'),
  ]);
});

test('components that lead to themselves say what they say beside it', async () => {
  const ref = (name: string): object => ({ $ref: `#/components/schemas/${name}` });
  const session = withComponents({
    Spec: {
      type: 'object',
      required: ['node'],
      properties: {
        node: ref('Node'),
        self: ref('Self'),
        round: ref('Round'),
        size: { type: 'integer' },
      },
    },
    Node: {
      type: 'object',
      required: ['left', 'right'],
      properties: {
        left: ref('Node'),
        right: ref('Node'),
        list: { type: 'array', items: ref('Node') },
      },
    },
    Self: ref('Self'),
    Round: { allOf: [ref('Again'), ref('Round')] },
    Again: { anyOf: [ref('Round'), { not: ref('Again') }] },
  });
  const found = await messages(session, '  size: a\n  self: { a: 1 }\n  round: { b: 1 }\n');
  expect(found).toEqual([
    expect.stringContaining('node is missing'),
    expect.stringContaining('wrong-type'),
  ]);
  const { items } = ask(session, thing('  \n'), 5, 2);
  const node = items.find(({ label }) => label === 'node');
  expect(JSON.stringify(node).length).toBeLessThan(2000);
});

test('the time grows with the fields and the typos', async () => {
  const time = async (n: number): Promise<number> => {
    const session = withKind({ type: 'object', properties: fields(n) });
    const typos = Array.from({ length: n }, (_, index) => `  wrong${index}: 1\n`).join('');
    const cpu = process.cpuUsage();
    await messages(session, typos);
    return process.cpuUsage(cpu).user;
  };
  await time(500);
  expect(await time(4000)).toBeLessThan(16 * (await time(1000)));
});
