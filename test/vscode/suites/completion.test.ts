import * as assert from 'node:assert/strict';
import { closeAll, completionLabels, openText, waitFor } from '../hostHelpers.ts';

/** Asks until the server, which may be starting, offers something of the wanted. */
async function offered(marked: string, ...wanted: string[]): Promise<string[]> {
  const { document, cursor } = await openText(marked);
  return waitFor(`completion to offer ${wanted.join(', ')}`, async () => {
    const labels = await completionLabels(document, cursor);
    return wanted.every((label) => labels.includes(label)) ? labels : undefined;
  });
}

suite('completion', () => {
  teardown(closeAll);

  test('offers the keys of a claim, and none of a pod', async () => {
    const labels = await offered(
      `
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  $0
`,
      'accessModes',
      'resources',
      'storageClassName',
    );
    assert.equal(labels.includes('containers'), false);
  });

  test('offers the values of an enumeration', async () => {
    await offered(
      `
apiVersion: v1
kind: Pod
metadata:
  name: job
spec:
  restartPolicy: $0
`,
      'Always',
      'OnFailure',
      'Never',
    );
  });

  test('offers the kinds of an apiVersion', async () => {
    const labels = await offered(
      `
apiVersion: sparkoperator.k8s.io/v1beta2
kind: $0
`,
      'SparkApplication',
      'ScheduledSparkApplication',
    );
    assert.equal(labels.includes('Pod'), false);
  });
});
