/**
 * The bundled schemas against what the upstream projects publish. The upstream files are not part of the repository:
 * where they are not beside it, these tests say so and are left out.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileSchemas } from '../../scripts/schemas/build.ts';
import { compareCrd } from './schemaParity/crd.ts';
import type { Crd } from './schemaParity/crd.ts';
import { unexplained } from './schemaParity/difference.ts';
import { compareDefinitions, compareIndex } from './schemaParity/openApi.ts';
import type { OpenApi } from './schemaParity/openApi.ts';

const HERE = path.join(import.meta.dirname, 'schemaParity');
const UPSTREAM = path.resolve(import.meta.dirname, '../../../shared/upstream');
const OPEN_API = path.join(UPSTREAM, 'openapi/swagger.json');
const SPARK_CRDS = path.join(UPSTREAM, 'crds/sparkoperator.k8s.io');
const LEFT_OUT = 'left out: the upstream files are not beside the repository, looked for';

const { bundles, index } = compileSchemas();
const all = { differences: [], reasons: [] };

test('definitions say what the OpenAPI document of the API server says, or a reason is given', (context) => {
  if (!existsSync(OPEN_API)) return context.skip(`${LEFT_OUT} ${OPEN_API}`);
  const openApi = JSON.parse(readFileSync(OPEN_API, 'utf8')) as OpenApi;
  const differences = compareDefinitions(bundles, openApi);
  expect(unexplained(differences, path.join(HERE, 'definitions.yaml'))).toEqual(all);
});

test('plurals and scopes of the kinds are those under which the API server serves them', (context) => {
  if (!existsSync(OPEN_API)) return context.skip(`${LEFT_OUT} ${OPEN_API}`);
  const openApi = JSON.parse(readFileSync(OPEN_API, 'utf8')) as OpenApi;
  expect(unexplained(compareIndex(index.kinds, openApi), path.join(HERE, 'kinds.yaml'))).toEqual(
    all,
  );
});

test('Spark kinds say what the CRDs of the Spark operator say, or a reason is given', (context) => {
  if (!existsSync(SPARK_CRDS)) return context.skip(`${LEFT_OUT} ${SPARK_CRDS}`);
  const crds = readdirSync(SPARK_CRDS).map(
    (file) => parse(readFileSync(path.join(SPARK_CRDS, file), 'utf8')) as Crd,
  );
  expect(crds.length).toBeGreaterThan(0);
  const differences = crds.flatMap((crd) => compareCrd(bundles, index.kinds, crd));
  expect(unexplained(differences, path.join(HERE, 'sparkoperator.k8s.io.yaml'))).toEqual(all);
});

test('a field that is not the same is reported', () => {
  const openApi: OpenApi = {
    paths: {},
    definitions: {
      'io.k8s.x.v1.A': {
        type: 'object',
        required: ['gone'],
        properties: {
          gone: { type: 'string' },
          n: { type: 'integer', format: 'int64' },
          s: { type: 'string' },
        },
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
          s: { type: 'string' as const, enum: ['Yes'] },
          more: { type: 'boolean' as const },
        },
      },
    },
  };
  const found = compareDefinitions(ours, openApi).map(
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
