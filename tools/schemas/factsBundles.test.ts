import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { KindEntry, RawSchema } from '../../core/schema/schema.ts';
import { factsBundles } from './factsBundles.ts';
import type { CrdVersion, FactSchema } from './facts/facts.ts';
import type { Bundles } from './walk.ts';

let schemas = '';
beforeEach(() => {
  schemas = mkdtempSync(path.join(tmpdir(), 'facts-bundles-'));
  mkdirSync(path.join(schemas, 'kettles'));
  put('system.yaml', 'id: kettles\ntitle: Kettles\nversion: "2"\ngroups: { example.com: all }\n');
});
afterEach(() => {
  rmSync(schemas, { recursive: true });
});

const put = (file: string, text: string) =>
  writeFileSync(path.join(schemas, 'kettles', file), text);

const version = (name: string, spec: FactSchema, more: Partial<CrdVersion> = {}): CrdVersion => ({
  ...{ name, served: true, storage: name === 'v1', ...more },
  schema: { type: 'object', properties: { spec } },
});

function putFacts(versions: readonly CrdVersion[], shapes: Record<string, FactSchema> = {}): void {
  const crd = {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Kettle', plural: 'kettles' },
  };
  put('facts.json', JSON.stringify({ crds: [{ ...crd, versions }], shapes }));
}

/** What we have described: a kettle in `v1`. */
function described(spec: RawSchema): { bundles: Bundles; kinds: KindEntry[] } {
  const entry: KindEntry = {
    ...{ group: 'example.com', version: 'v1', kind: 'Kettle', plural: 'kettles', namespaced: true },
    ...{ bundle: 'kettles', definition: 'Kettle', source: 'Kettles', sourceVersion: '2' },
  };
  return { bundles: { kettles: { Kettle: { properties: { spec } } } }, kinds: [entry] };
}
const nothing = { bundles: {}, kinds: [] };
const litres: FactSchema = { type: 'object', properties: { litres: { type: 'integer' } } };

test('a kind of the facts is a kind, closed, with its limits', () => {
  putFacts([version('v1', { ...litres, required: ['litres'] })]);
  const { bundles, kinds } = factsBundles(schemas, nothing);
  expect(kinds.map(({ group, version: name, kind }) => [group, name, kind])).toEqual([
    ['example.com', 'v1', 'Kettle'],
  ]);
  expect(bundles.kettles?.Kettle?.properties?.spec).toEqual({
    ...litres,
    required: ['litres'],
    additionalProperties: false,
  });
});

test('a shape of the facts is a definition, once', () => {
  putFacts(
    [
      version('v1', {
        type: 'object',
        properties: { hot: { $ref: 'tap' }, cold: { $ref: 'tap' } },
      }),
    ],
    { tap: { type: 'object', properties: { size: { type: 'integer' } } } },
  );
  const { kettles } = factsBundles(schemas, nothing).bundles;
  expect(kettles?.Kettle?.properties?.spec?.properties).toEqual({
    hot: { $ref: '#/Tap' },
    cold: { $ref: '#/Tap' },
  });
  expect(Object.keys(kettles?.Tap?.properties ?? {})).toEqual(['size']);
});

test('an older version stands beside the described one, with its words where the fields are the same', () => {
  const lid = { lid: { type: 'boolean' } };
  putFacts([
    version('v1', litres),
    version(
      'v1beta1',
      { ...litres, properties: { ...litres.properties, ...lid } },
      { until: '1.9' },
    ),
  ]);
  const own = described({ properties: { litres: { type: 'integer', description: 'How much.' } } });
  const { bundles, kinds } = factsBundles(schemas, own);
  expect(kinds).toMatchObject([{ version: 'v1beta1', bundle: 'kettles.versions', until: '1.9' }]);
  const [entry] = kinds;
  expect(bundles['kettles.versions']?.[entry?.definition ?? '']?.properties?.spec).toMatchObject({
    properties: { litres: { description: 'How much.' }, lid: { type: 'boolean' } },
  });
});

test('a described kind gets the fields that a newer release has', () => {
  putFacts([
    version('v1', { ...litres, properties: { ...litres.properties, hot: { type: 'boolean' } } }),
  ]);
  const own = described({
    additionalProperties: false,
    properties: { litres: { type: 'integer', description: 'How much.' } },
  });
  factsBundles(schemas, own);
  expect(own.bundles.kettles?.Kettle?.properties?.spec?.properties?.hot).toEqual({
    type: 'boolean',
  });
});

test('a version that keeps what it does not name has the fields of the described one', () => {
  putFacts([
    version('v1', litres),
    version(
      'v1alpha1',
      { type: 'object', properties: { old: { type: 'string' } } },
      { keepsUnknown: true },
    ),
  ]);
  const { bundles, kinds } = factsBundles(
    schemas,
    described({ properties: { litres: { type: 'integer' } } }),
  );
  const spec = bundles['kettles.versions']?.[kinds[0]?.definition ?? '']?.properties?.spec;
  expect(Object.keys(spec?.properties ?? {})).toEqual(['litres', 'old']);
  expect(spec?.additionalProperties).toBe(true);
});

test('words of the file reach the field by its path, and every field that ends so', () => {
  putFacts([
    version('v1', {
      type: 'object',
      properties: { taps: { type: 'array', items: litres }, litres: { type: 'integer' } },
    }),
  ]);
  put(
    'descriptions.yaml',
    `Kettle: { '': Boils., 'spec.taps[].litres': Of a tap. }\n'*': { litres: Some. }\n`,
  );
  const { Kettle } = factsBundles(schemas, nothing).bundles.kettles ?? {};
  expect(Kettle?.description).toBe('Boils.');
  const fields = Kettle?.properties?.spec?.properties;
  expect(fields?.taps?.items?.properties?.litres?.description).toBe('Of a tap.');
  expect(fields?.litres?.description).toBe('Some.');
});

test('words for a field that is not there end the build with its path', () => {
  putFacts([version('v1', litres)]);
  put('descriptions.yaml', `Kettle: { spec.gone: Words. }\n'*': { lost: Words. }\n`);
  expect(() => factsBundles(schemas, nothing)).toThrow('Kettle: spec.gone\n*: lost');
});
