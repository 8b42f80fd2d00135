import { join } from 'node:path';
import { expect, test } from 'vitest';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { fileUriOf } from '../../shared/uri.ts';
import { folderOf } from './testing.ts';
import { Workspace } from './workspace.ts';

const application = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata: { name: orders, namespace: etl }
spec: { type: Python, mode: cluster, image: 'spark:3.5.3', sparkVersion: 3.5.3, mainApplicationFile: 'local:///a.py', driver: { env: [{ name: A, value: b }] }, executor: {} }
`;

async function toldOf(files: Record<string, string>, opened: string): Promise<string[]> {
  const folder = folderOf(files);
  const session = testSession();
  session.useFolders([fileUriOf(folder)]);
  const workspace = new Workspace(session);
  await workspace.start();
  const found = await diagnose(session, files[opened] ?? '', join(folder, opened));
  return found.map(full).filter((line) => line.includes('operator-'));
}

const spark = (values: string): string => `# chart: spark-operator\n${values}`;

test('values on disk say where an operator looks, and what it leaves', async () => {
  const values = spark('spark: { jobNamespaces: [jobs] }\nwebhook: { enable: false }\n');
  const files = { 'operator/values.yaml': values, 'app.yaml': application };
  const told = await toldOf(files, 'app.yaml');
  expect(told.join('\n')).toContain('looks at "jobs" only');
  expect(told.join('\n')).toContain('env does nothing: webhook.enable is false');
  const ofValues = await toldOf(files, 'operator/values.yaml');
  expect(ofValues.join('\n')).toContain('SparkApplication "orders" is in "etl"');
});

test('several files of values count together', async () => {
  const files = {
    'values.yaml': spark('spark: { jobNamespaces: [jobs] }\n'),
    'values-etl.yaml': spark('spark: { jobNamespaces: [etl] }\nwebhook: { enable: false }\n'),
    'app.yaml': application,
  };
  expect(await toldOf(files, 'app.yaml')).toEqual([]);
});
