/**
 * The systems that a package declares against the facts of what their projects publish: CRDs, and for Argo Workflows,
 * whose CRDs do not look into a workflow, its JSON Schema.
 */
import path from 'node:path';
import { expect, test } from 'vitest';
import { compileSchemas } from '../../tools/schemas/build.ts';
import { factsOf } from '../../tools/schemas/facts/readFacts.ts';
import { refTarget, walkSchema } from '../../tools/schemas/walk.ts';
import type { RawSchema, SchemaBundle } from '../../core/schema/schema.ts';
import { compareCrd } from './schemaParity/crd.ts';
import { Reasons, withoutReason } from './schemaParity/difference.ts';
import { compareDefinitions } from './schemaParity/openApi.ts';

const HERE = path.join(import.meta.dirname, 'schemaParity');
const SCHEMAS = path.resolve(import.meta.dirname, '../../schemas');

const { bundles, index } = compileSchemas();

const systems = ['argo-cd', 'flux', 'prometheus-operator'];

test.each(systems)('%s says what its CRDs say, or a reason is given', (id) => {
  const { crds = [] } = factsOf(path.join(SCHEMAS, id));
  expect(crds.length).toBeGreaterThan(1);
  const kinds = index.kinds.filter(({ bundle }) => bundle === id);
  const isOurs = (group: string, kind: string, version: string): boolean =>
    kinds.some((each) => each.group === group && each.kind === kind && each.version === version);
  const differences = crds.flatMap(({ versions, ...crd }) => {
    const declared = versions.filter(({ name }) => isOurs(crd.group, crd.names.kind, name));
    return compareCrd(bundles, kinds, { ...crd, versions: declared });
  });
  const own = new Reasons(path.join(HERE, `${id}.yaml`));
  const common = new Reasons(path.join(HERE, 'common.yaml'));
  expect(withoutReason(differences, own, common)).toEqual([]);
  expect(own.unused).toEqual([]);
});

test('Argo Workflows says what its JSON Schema says, or a reason is given', () => {
  const { definitions: theirs = {} } = factsOf(path.join(SCHEMAS, 'argo-workflows'));
  const own = new Reasons(path.join(HERE, 'argo-workflows.yaml'));
  const name = 'io.argoproj.workflow.v1alpha1';
  const ours = named(bundles['argo-workflows'] ?? {}, name, Object.keys(theirs));
  const definitions = Object.fromEntries(
    Object.entries(theirs).filter(([key]) => ours[key.slice(name.length + 1)]),
  );
  expect(Object.keys(definitions).length).toBeGreaterThan(90);
  const differences = compareDefinitions({ [name]: ours }, definitions, name);
  expect(withoutReason(differences, own)).toEqual([]);
  expect(own.unused).toEqual([]);
});

/** Our definitions under the names of theirs: what they have no definition for stands where it is referred to. */
function named(bundle: SchemaBundle, prefix: string, theirs: readonly string[]): SchemaBundle {
  const copy = JSON.parse(JSON.stringify(bundle)) as SchemaBundle;
  const isTheirs = (name: string): boolean => theirs.includes(`${prefix}.${name}`);
  for (const [name, definition] of Object.entries(copy)) {
    walkSchema(definition, name, (each: RawSchema) => {
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
