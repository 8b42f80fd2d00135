import { expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';

const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';
const object = (name: string, more = '', version = 'apps/v1'): string =>
  `apiVersion: ${version}\nkind: Deployment\nmetadata: { name: ${name}${more} }\n`;
const files = {
  'base/kustomization.yaml': `${head}namePrefix: team-\nnamespace: bi\nresources: [web.yaml]\n`,
  'base/web.yaml': `${object('web')}---\n${object('worker', ', namespace: jobs')}`,
  'top/merge.yaml': object('wbe'),
  'top/kustomization.yaml': '',
  'component/kustomization.yaml': 'kind: Component\n',
};
const overlay = (patches: string, more = ''): string =>
  `${head}resources: [../base]\n${more}patches:\n${patches}`;
const inline = (text: string): string => `  - patch: |\n${text.replace(/^/gm, '      ')}\n`;
const target = (what: string): string =>
  `  - target: { ${what} }\n    patch: '[{ op: remove, path: /spec/replicas }]'\n`;

async function told(text: string): Promise<string[]> {
  const found = await workspace(files).check('top/kustomization.yaml', text);
  return found.filter((each) => each.includes('kustomize-patch-unmatched'));
}

test('a target that selects a resource by its name before or after, or by an expression, is taken', async () => {
  const targets = [
    ...['kind: Deployment, name: web', 'name: team-web', 'name: "w.*"', 'name: team-(a|b)'],
    ...['kind: Deployment', 'namespace: bi', 'namespace: jobs, name: worker', 'kind: Dep.*'],
    ...['group: apps, version: v1', 'labelSelector: app=a', 'name: wor.er', 'name: a|web'],
  ];
  expect(await told(overlay(targets.map(target).join('')))).toEqual([]);
});

test('a target that selects no resource is told as one that does nothing', async () => {
  const targets = [
    ...['kind: Deployment, name: wbe', 'kind: StatefulSet, name: web', 'name: we'],
    ...['group: batch', 'namespace: other', 'name: "x.*"'],
  ];
  expect(await told(overlay(targets.map(target).join('')))).toEqual([
    '5 warning[kustomize-patch-unmatched] no resource of this kustomization is Deployment "wbe", so nothing is patched: did you mean "web"?',
    expect.stringMatching(/^7 warning.* is StatefulSet "web", so .*: correct the target/),
    expect.stringMatching(/^9 warning.* is "we", /),
    expect.stringMatching(/^11 warning.* is such an object, /),
    expect.stringMatching(/^13 warning/),
    expect.stringMatching(/^15 warning/),
  ]);
});

test('a merge patch that names a resource is taken', async () => {
  const patches = [
    object('web'),
    object('team-web', ', namespace: bi'),
    object('worker', ', namespace: jobs'),
  ];
  expect(await told(overlay(patches.map(inline).join('')))).toEqual([]);
});

test('a merge patch that names no resource is refused, and says what differs', async () => {
  const text = overlay(
    `  - path: merge.yaml\n${inline(object('worker'))}${inline(object('web', '', 'apps/v1beta1'))}`,
  );
  expect(await told(text)).toEqual([
    '5 error[kustomize-patch-unmatched] the file patches Deployment "wbe", and no resource of this kustomization is that: correct the name, or add the resource',
    '6 error[kustomize-patch-unmatched] the resource has another namespace than the patch for Deployment "worker": write the same in both',
    expect.stringMatching(/^11 error.* another apiVersion than the patch for Deployment "web"/),
  ]);
  const old = `${head}resources: [../base]\npatchesStrategicMerge: [merge.yaml]\n`;
  expect(await told(old)).toEqual([expect.stringMatching(/^4 error/)]);
});

test('what a generator makes is a resource', async () => {
  const generator = 'configMapGenerator: [{ name: conf, literals: [a=b] }]\n';
  expect(await told(overlay(target('kind: ConfigMap, name: conf'), generator))).toEqual([]);
  expect(await told(overlay(target('kind: ConfigMap, name: other'), generator))).toHaveLength(1);
});

test('where not all resources are known nothing is said', async () => {
  const unknown = [
    ...['components: [../component]\n', 'generators: [a.yaml]\n', 'helmCharts: [{ name: a }]\n'],
    'transformers: [a.yaml]\n',
  ];
  for (const more of unknown)
    expect(await told(overlay(target('name: wbe'), more)), more).toEqual([]);
  const patches = `patches:\n${target('name: wbe')}`;
  for (const resource of ['https://example.com/a.yaml', '../none.yaml', '../../outside.yaml'])
    expect(await told(`${head}resources: [../base, '${resource}']\n${patches}`)).toEqual([]);
  expect(await told(`${head}${patches}`)).toEqual([]);
  expect(await told(overlay(target('name: wbe')).replace('Kustomization', 'Component'))).toEqual(
    [],
  );
});
