/**
 * The bundled schemas against what the upstream projects publish. The upstream files are not part of the repository:
 * where they are not beside it, these tests say so and are left out.
 */
import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import type { KindEntry } from '../../server/src/schema/schema.ts';
import { compileSchemas } from '../../scripts/schemas/build.ts';
import { compareCrd } from './schemaParity/crd.ts';
import type { Crd } from './schemaParity/crd.ts';
import { Reasons, unexplained, withoutReason } from './schemaParity/difference.ts';
import { compareDefinitions, compareIndex } from './schemaParity/openApi.ts';
import type { OpenApi } from './schemaParity/openApi.ts';

const HERE = path.join(import.meta.dirname, 'schemaParity');
const UPSTREAM = path.resolve(import.meta.dirname, '../../../shared/upstream');
const OPEN_API = path.join(UPSTREAM, 'openapi/swagger.json');
const CRDS = path.join(UPSTREAM, 'crds');
const SCHEMAS = path.resolve(import.meta.dirname, '../../schemas');
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

const common = new Reasons(path.join(HERE, 'common.yaml'));

const operators = existsSync(CRDS)
  ? 'definitions of operators'
  : `definitions of operators: ${LEFT_OUT} ${CRDS}`;

describe.skipIf(!existsSync(CRDS))(operators, () => {
  test.each(ownSystems())('%s: its kinds say what its CRDs say, or a reason is given', (id) => {
    const kinds = index.kinds.filter(({ bundle }) => bundle === id);
    const differences = [...new Set(kinds.map(({ group }) => group))].flatMap((group) =>
      publishedCrds(group)
        .filter(({ spec }) => kinds.some((each) => isOf(each, spec)))
        .flatMap((crd) => compareCrd(bundles, kinds, crd)),
    );
    const own = new Reasons(path.join(HERE, `${id}.yaml`));
    expect(withoutReason(differences, own, common)).toEqual([]);
    expect(own.unused).toEqual([]);
  });

  test('every kind is published by its project, so that it was compared', () => {
    const unknown = index.kinds
      .filter(
        ({ bundle, group }) => ownSystems().includes(bundle) && existsSync(path.join(CRDS, group)),
      )
      .filter((kind) => !publishedCrds(kind.group).some(({ spec }) => isOf(kind, spec)))
      .map(({ group, kind }) => `${group} ${kind}`);
    expect(unknown).toEqual([]);
  });

  test('every shared reason is needed by one system', () => {
    expect(common.unused).toEqual([]);
  });
});

/** Systems that we describe ourselves. */
function ownSystems(): string[] {
  return readdirSync(SCHEMAS).filter((id) => existsSync(path.join(SCHEMAS, id, 'definitions')));
}

function isOf(kind: KindEntry, { group, names }: Crd['spec']): boolean {
  return kind.group === group && kind.kind === names.kind;
}

/** What the project of an API group publishes; none where it is not among the upstream files. */
function publishedCrds(group: string): Crd[] {
  return globSync(path.join(CRDS, group, '*.yaml')).flatMap((file) =>
    parseAllDocuments(readFileSync(file, 'utf8'))
      .map((document) => document.toJS() as (Crd & { kind?: string }) | null)
      .flatMap((object) => (object?.kind === 'CustomResourceDefinition' ? [object] : [])),
  );
}

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
