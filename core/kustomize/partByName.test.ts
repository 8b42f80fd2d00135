import { describe, expect, test } from 'vitest';
import { workspace } from '../helm/testing.ts';
import { isPartByName } from './partByName.ts';

test.each([
  'patch.yaml',
  'web.patch.yaml',
  'web-patch.yml',
  'patch_replicas.yaml',
  'patches/web.yaml',
  'Patches\\web.yaml',
  'executor-pod-template.yaml',
  'driver_template.yaml',
  'spark-executor-template.yaml',
])('%s holds a part of an object', (name) => {
  expect(isPartByName(`/work/deploy/${name}`)).toBe(true);
});

test.each([
  'web.yaml',
  'dispatch.yaml',
  'patchwork.yaml',
  'job-patch/rbac.yaml',
  'template.yaml',
  'pod_template_file.yaml',
  'airflow-pod-template.yaml',
  'deployment-template.yaml',
])('%s does not', (name) => {
  expect(isPartByName(`/work/deploy/${name}`)).toBe(false);
});

describe('in such a file', () => {
  const deployment =
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec:\n  replica: 2\n';

  test('nothing is missing, and a misspelt field is told', async () => {
    const found = await workspace({}).check('web.patch.yaml', deployment);
    expect(found).toHaveLength(1);
    expect(found.join()).toContain('unknown-field');
  });

  test('all is missing that is, where a kustomization takes it as a resource', async () => {
    const files = { 'kustomization.yaml': 'resources: [web.patch.yaml]\n' };
    const found = await workspace(files).check('web.patch.yaml', deployment);
    expect(found.join()).toContain('missing-field');
  });

  test('a pod may lack a name and an image, which Spark gives it', async () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: any, env: [{ name: A, value: b }] }]\n';
    expect(await workspace({}).check('driver-template.yaml', pod)).toEqual([]);
    expect((await workspace({}).check('driver.yaml', pod)).join()).toContain('name-required');
  });
});
