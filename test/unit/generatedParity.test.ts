/**
 * The systems that a package declares against what their projects publish: CRDs, and for Argo Workflows, whose CRDs do
 * not look into a workflow, its JSON Schema. The upstream files are not part of the repository: where they are not
 * beside it, these tests say so and are left out.
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compileSchemas } from '../../scripts/schemas/build.ts';
import { refTarget, walkSchema } from '../../scripts/schemas/walk.ts';
import type { Schema, SchemaBundle } from '../../server/src/schema/schema.ts';
import { compareCrd } from './schemaParity/crd.ts';
import type { Crd } from './schemaParity/crd.ts';
import { Reasons, withoutReason } from './schemaParity/difference.ts';
import { compareDefinitions } from './schemaParity/openApi.ts';
import type { OpenApi } from './schemaParity/openApi.ts';

const HERE = path.join(import.meta.dirname, 'schemaParity');
const UPSTREAM = path.resolve(import.meta.dirname, '../../../shared/upstream');
const CRDS = path.join(UPSTREAM, 'crds');
const WORKFLOWS = path.join(UPSTREAM, 'crd-json-schemas/argoproj.io/argo-workflows.schema.json');
const LEFT_OUT = 'left out: the upstream files are not beside the repository, looked for';

const { bundles, index } = compileSchemas();

const systems = {
  'argo-cd': 'argoproj.io/app*.yaml',
  flux: '*.toolkit.fluxcd.io/*.yaml',
  'prometheus-operator': 'monitoring.coreos.com/*.yaml',
};

const generated = existsSync(CRDS) ? 'generated systems' : `generated systems: ${LEFT_OUT} ${CRDS}`;

describe.skipIf(!existsSync(CRDS))(generated, () => {
  const name = '%s says what its CRDs say, or a reason is given';
  test.each(Object.entries(systems))(name, (id, files) => {
    const crds = globSync(files, { cwd: CRDS }).map(
      (file) => parse(readFileSync(path.join(CRDS, file), 'utf8')) as Crd,
    );
    expect(crds.length).toBeGreaterThan(1);
    const kinds = index.kinds.filter(({ bundle }) => bundle === id);
    const differences = crds.flatMap((crd) => compareCrd(bundles, kinds, crd));
    const own = new Reasons(path.join(HERE, `${id}.yaml`));
    const common = new Reasons(path.join(HERE, 'common.yaml'));
    expect(withoutReason(differences, own, common)).toEqual([]);
    expect(own.unused).toEqual([]);
  });
});

test('Argo Workflows says what its JSON Schema says, or a reason is given', (context) => {
  if (!existsSync(WORKFLOWS)) return context.skip(`${LEFT_OUT} ${WORKFLOWS}`);
  const theirs = JSON.parse(readFileSync(WORKFLOWS, 'utf8')) as Pick<OpenApi, 'definitions'>;
  const own = new Reasons(path.join(HERE, 'argo-workflows.yaml'));
  const name = 'io.argoproj.workflow.v1alpha1';
  const ours = named(bundles['argo-workflows'] ?? {}, name, Object.keys(theirs.definitions));
  const definitions = Object.fromEntries(
    Object.entries(theirs.definitions).filter(([key]) => ours[key.slice(name.length + 1)]),
  );
  expect(Object.keys(definitions).length).toBeGreaterThan(90);
  const differences = compareDefinitions({ [name]: ours }, { definitions }, name);
  expect(withoutReason(differences, own)).toEqual([]);
  expect(own.unused).toEqual([]);
});

/** Our definitions under the names of theirs: what they have no definition for stands where it is referred to. */
function named(bundle: SchemaBundle, prefix: string, theirs: readonly string[]): SchemaBundle {
  const copy = JSON.parse(JSON.stringify(bundle)) as SchemaBundle;
  const isTheirs = (name: string): boolean => theirs.includes(`${prefix}.${name}`);
  for (const [name, definition] of Object.entries(copy)) {
    walkSchema(definition, name, (each: Schema) => {
      while (each.$ref?.startsWith('#/') && !isTheirs(refTarget(each.$ref, '').name)) {
        const target = copy[refTarget(each.$ref, '').name];
        delete each.$ref;
        Object.assign(each, { ...target, ...each });
      }
      const target = each.$ref && refTarget(each.$ref, prefix);
      if (target && !target.bundle.startsWith('io.k8s.')) each.$ref = `${prefix}#/${target.name}`;
    });
  }
  return Object.fromEntries(Object.entries(copy).filter(([name]) => isTheirs(name)));
}
