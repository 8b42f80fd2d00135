/** The bundled schemas against what the projects publish: the facts in schemas/<system>/facts.json. */
import path from 'node:path';
import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileSchemas } from '../../tools/schemas/build.ts';
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

const common = new Reasons(path.join(HERE, 'common.yaml'));
/** Systems that we describe ourselves. */
const ownSystems = readdirSync(SCHEMAS).filter((id) =>
  existsSync(path.join(SCHEMAS, id, 'definitions')),
);

test.each(ownSystems)('%s: its kinds say what its CRDs say, or a reason is given', (id) => {
  const kinds = index.kinds.filter(({ bundle }) => bundle === id);
  const { crds = [] } = factsOf(path.join(SCHEMAS, id));
  const differences = crds.flatMap((crd) => compareCrd(bundles, kinds, crd));
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

test('every shared reason is needed by one system', () => {
  expect(common.unused).toEqual([]);
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
