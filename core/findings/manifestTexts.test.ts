import { describe, expect, test } from 'vitest';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';

/** What is said of a ConfigMap with that text. */
async function told(text: string, key = 'a.yaml', kind = 'ConfigMap'): Promise<string[]> {
  const lines = text.trim().split('\n');
  const head = `apiVersion: v1\nkind: ${kind}\nmetadata: { name: a, namespace: x }\n`;
  const field = kind === 'Secret' ? 'stringData' : 'data';
  const found = await diagnose(
    testSession(),
    `${head}${field}:\n  ${key}: |\n${lines.map((line) => `    ${line}`).join('\n')}\n`,
  );
  return found.map(full);
}

const job = (spec: string): string => `
apiVersion: batch/v1
kind: Job
metadata: { name: j, namespace: x }
spec:
  template:
    spec: { restartPolicy: ${spec}, containers: [{ name: a, image: "b:1" }] }
`;

describe('a manifest in a ConfigMap', () => {
  test('is told at its place, no more severe than a warning', async () => {
    expect(await told(job('Sometimes'))).toEqual([
      '11:32-41 warning[invalid-value] "Sometimes" is not allowed here: use Always, Never, OnFailure',
    ]);
    expect(await told(job('Always'))).toEqual([
      '11:32-38 warning[job-restart-policy] "Always" is not for Jobs: write Never or OnFailure',
    ]);
  });

  test('that is right is not told, nor is one that comes second', async () => {
    expect(await told(job('Never'))).toEqual([]);
    const both = await told(`${job('Never').trim()}\n---${job('Sometimes')}`);
    expect(both.map((line) => line.split(' ', 1)[0])).toEqual(['18:32-41']);
  });

  test('is no template, no file of a tool, no kind that nobody knows, and no Secret', async () => {
    expect(await told(job('{{ .Values.policy }}').replace('metadata', 'metdata'))).toEqual([]);
    const tool = 'apiVersion: kubeadm.k8s.io/v1beta3\nkind: ClusterConfiguration\nfoo: 1';
    expect(await told(tool)).toEqual([]);
    expect(await told('apiVersion: example.com/v1\nkind: Thing\nmetadata: { nam: a }')).toEqual([]);
    expect(await told('apiVersion: v1\nkind: Secret\ndata: { a: "?" }')).toEqual([]);
  });

  test('that is a pod lacks what its program adds', async () => {
    const pod = 'apiVersion: v1\nkind: Pod\nspec:\n  containers: [{ name: base }]';
    expect(await told(pod)).toEqual([]);
    expect(await told(`${pod}\n  restartPolcy: Never`)).toEqual([
      '10:7-19 warning[unknown-field] there is no field "restartPolcy" here: did you mean restartPolicy?',
    ]);
  });
});

test('a manifest in values of a chart is told', async () => {
  const found = await diagnose(
    testSession(),
    `# chart: airflow\npodTemplate: |\n  apiVersion: v1\n  kind: Pod\n  spec:\n    containers: [{ name: base, imagePullPolicy: always }]\n`,
  );
  expect(found.map(full)).toEqual([
    '6:49-55 warning[invalid-value] "always" is not allowed here: use Always, IfNotPresent, Never',
  ]);
});
