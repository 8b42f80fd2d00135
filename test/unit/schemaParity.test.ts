/** The bundled schemas against what the projects publish: the facts in schemas/<system>/facts.json. */
import path from 'node:path';
import { existsSync, globSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileSchemas } from '../../tools/schemas/build.ts';
import { gvkKey } from '../../shared/gvk.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import type { CrdFacts } from '../../tools/schemas/facts/facts.ts';
import { generatedBundle } from '../../tools/schemas/factsBundles.ts';
import { factsOf } from '../../tools/schemas/facts/readFacts.ts';
import { compareCrd } from './schemaParity/crd.ts';
import { Reasons, unexplained, withoutReason } from './schemaParity/difference.ts';
import { compareDefinitions, compareIndex } from './schemaParity/openApi.ts';

const HERE = path.join(import.meta.dirname, 'schemaParity');
const SCHEMAS = path.resolve(import.meta.dirname, '../../schemas');

const { bundles, index } = compileSchemas();
const all = { differences: [], reasons: [] };

const kubernetes = factsOf(path.join(SCHEMAS, 'kubernetes'));

test('definitions say what the OpenAPI document of the API server says, or a reason is given', () => {
  const differences = compareDefinitions(bundles, kubernetes.definitions ?? {});
  expect(unexplained(differences, path.join(HERE, 'definitions.yaml'))).toEqual(all);
});

test('plurals and scopes of the kinds are those under which the API server serves them', () => {
  const differences = compareIndex(index.kinds, kubernetes.served ?? {});
  expect(unexplained(differences, path.join(HERE, 'kinds.yaml'))).toEqual(all);
});

const generated = new Reasons(path.join(HERE, 'generated.yaml'));
const common = new Reasons(path.join(HERE, 'common.yaml'));
/** Systems that we describe ourselves. */
const ownSystems = readdirSync(SCHEMAS).filter((id) =>
  existsSync(path.join(SCHEMAS, id, 'definitions')),
);

test.each(ownSystems)('%s: its kinds say what its CRDs say, or a reason is given', (id) => {
  const kinds = index.kinds.filter(({ bundle }) => bundle === id);
  const { crds = [] } = factsOf(path.join(SCHEMAS, id));
  const differences = crds.flatMap((crd) => compareCrd(bundles, kinds, describedOf(crd, kinds)));
  const own = new Reasons(path.join(HERE, `${id}.yaml`));
  expect(withoutReason(differences, own, common)).toEqual([]);
  expect(own.unused).toEqual([]);

  const compared = new Set(crds.map(({ group, names }) => `${group} ${names.kind}`));
  const unknown = kinds.map(({ group, kind }) => `${group} ${kind}`);
  expect(
    unknown.filter((kind) => !compared.has(kind)),
    'kinds without facts',
  ).toEqual([]);
});

/** Systems whose kinds, or some versions of them, are made of the facts. */
const withFacts = globSync('*/facts.json', { cwd: SCHEMAS }).map((file) => path.dirname(file));

test.each(withFacts)('%s: every version that its CRDs serve is a kind', (id) => {
  const { crds = [] } = factsOf(path.join(SCHEMAS, id));
  const served = crds.flatMap(({ group, names, versions }) =>
    versions.flatMap(({ name, served }) => (served ? [`${group}/${name}/${names.kind}`] : [])),
  );
  const known = new Set(index.kinds.map(gvkKey));
  expect(served.filter((key) => !known.has(key))).toEqual([]);
});

test.each(withFacts)(
  '%s: what is made of facts has their fields, types and required fields',
  (id) => {
    const { crds = [] } = factsOf(path.join(SCHEMAS, id));
    const made = index.kinds.filter(({ bundle }) => isMadeOfFacts(id, bundle));
    const differences = crds.flatMap((crd) =>
      compareCrd(bundles, made, closed(describedOf(crd, made))),
    );
    // Where it is stricter, it is a described version's part, whose reasons are asked for above.
    const laxer = differences.filter(
      ({ kind, at }) =>
        !at.startsWith('io.k8s.') &&
        (['missing', 'optional'].includes(kind) || (kind === 'type' && !isDescribed(id))),
    );
    expect(withoutReason(laxer, generated)).toEqual([]);
  },
);

/** What keeps all fields has those of a described version too, and asks for none that one of the two does not. */
function closed(crd: CrdFacts): CrdFacts {
  return { ...crd, versions: crd.versions.filter(({ keepsUnknown }) => !keepsUnknown) };
}

function isMadeOfFacts(id: string, bundle: string): boolean {
  return bundle === generatedBundle(id, isDescribed(id));
}

function isDescribed(id: string): boolean {
  return ['definitions', 'overlay'].some((part) => existsSync(path.join(SCHEMAS, id, part)));
}

/** The CRD with the versions that some of the kinds are. */
function describedOf(crd: CrdFacts, kinds: readonly KindEntry[]): CrdFacts {
  const { group, names } = crd;
  const isThere = (version: string): boolean =>
    kinds.some(
      (each) => each.group === group && each.kind === names.kind && each.version === version,
    );
  return { ...crd, versions: crd.versions.filter(({ name }) => isThere(name)) };
}

test('every shared reason is needed by one system', () => {
  expect([...common.unused, ...generated.unused]).toEqual([]);
});

test('a field that is not the same is reported', () => {
  const theirs = {
    'io.k8s.x.v1.A': {
      type: 'object',
      required: ['gone'],
      properties: {
        gone: { type: 'string' },
        n: { type: 'integer', format: 'int64' },
        s: { type: 'string', mentioned: 'No Perhaps' },
      },
    },
  };
  const ours = {
    'io.k8s.x.v1': {
      A: {
        type: 'object' as const,
        required: ['s'],
        properties: {
          n: { type: 'integer' as const, minimum: 0, maximum: 5 },
          s: { type: 'string' as const, enum: ['No', 'Yes'] },
          more: { type: 'boolean' as const },
        },
      },
    },
  };
  const found = compareDefinitions(ours, theirs).map(
    ({ kind, at }) => `${kind} ${at.slice('io.k8s.x.v1.'.length)}`,
  );
  expect(found.sort()).toEqual(
    [
      'enum A.s',
      'enum-value A.s=Yes',
      'extra A.more',
      'missing A.gone',
      'optional A.gone',
      'required A.s',
      'type A.n',
    ].sort(),
  );
});
