import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openText, waitFor } from '../hostHelpers.ts';

const application = `apiVersion: sparkoperator.k8s.io/v1beta2
kind: SparkApplication
metadata:
  name: etl
spec:
  type: Scala
  driver:
    memory: 1g
  executor:
    instances: 2
    memory: 4g
`;

async function labels(document: vscode.TextDocument): Promise<string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  return hints.map(({ label }) =>
    typeof label === 'string' ? label : label.map(({ value }) => value).join(''),
  );
}

suite('inlay hints', () => {
  const settings = vscode.workspace.getConfiguration('dataPlatform');
  teardown(async () => {
    await settings.update('inlayHints.enabled', undefined);
    await closeAll();
  });

  test('say what a Spark application asks for, unless they are switched off', async () => {
    const { document } = await openText(application);
    const shown = await waitFor('hints', async () => {
      const found = await labels(document);
      return found.length > 0 ? found : undefined;
    });
    assert.deepEqual(shown, [
      'driver + 2 executors: 3 CPU, 10.17Gi',
      'pod 1.38Gi',
      '2 × 4.4Gi = 8.8Gi',
      'pod 4.4Gi',
    ]);
    await settings.update('inlayHints.enabled', false);
    await waitFor('no hints', async () =>
      (await labels(document)).length === 0 ? true : undefined,
    );
  });
});
