/** Completion inside of manifests that stand as text in another document. */
import { expect, test } from 'vitest';
import { checkCompletion } from '../../../test/harness/checkCompletion.ts';

const configMap = (lines: string): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  pod.yaml: |\n${lines}`;

test('fields and values of a pod in a ConfigMap', () => {
  const head = '    apiVersion: v1\n    kind: Pod\n    spec:\n';
  const fields = checkCompletion(configMap(`${head}      restart$0\n`));
  expect(fields.labels).toContain('restartPolicy');
  expect(fields.accept('restartPolicy')).toContain('\n      restartPolicy: ');
  const values = checkCompletion(configMap(`${head}      restartPolicy: $0\n`));
  expect(values.labels).toEqual(expect.arrayContaining(['Always', 'Never', 'OnFailure']));
});

test('the second of two documents in a text', () => {
  const two =
    '    apiVersion: v1\n    kind: Pod\n    ---\n    apiVersion: batch/v1\n    kind: Job\n';
  expect(checkCompletion(configMap(`${two}    spec:\n      backoff$0\n`)).labels).toContain(
    'backoffLimit',
  );
});

test('the manifest of a step of Argo, also before it says its kind', () => {
  const step = (lines: string): string =>
    `apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { generateName: a- }\nspec:\n  entrypoint: a\n  templates:\n    - name: a\n      resource:\n        action: create\n        manifest: |\n${lines}`;
  const fields = checkCompletion(
    step(
      '          apiVersion: batch/v1\n          kind: Job\n          metadata:\n            name: "{{workflow.name}}"\n          spec:\n            paral$0\n',
    ),
  );
  expect(fields.labels).toContain('parallelism');
  expect(checkCompletion(step('          ap$0\n')).labels).toContain('apiVersion');
});

test('the pod template of the Airflow chart', () => {
  const values = (line: string): string =>
    `# chart: airflow@1.20.0\npodTemplate: |\n  apiVersion: v1\n  kind: Pod\n  spec:\n    ${line}\n`;
  expect(checkCompletion(values('serviceAcc$0')).labels).toContain('serviceAccountName');
});

test('nothing in other texts, nor in JSON', () => {
  expect(checkCompletion(configMap('    spec:\n      restart$0\n')).labels).toEqual([]);
  expect(checkCompletion(configMap('    { "spec": {\n      "res$0" } }\n')).labels).toEqual([]);
});
