import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, closeAll, openText, waitForDiagnostics } from '../hostHelpers.ts';
import { crdText } from '../../harness/crdText.ts';

/** A CRD of a kind that has a bundled schema, with one field of its own. */
const crd = crdText({
  group: 'sparkoperator.k8s.io',
  kind: 'SparkConnect',
  version: 'v1alpha1',
  fields: 'ourOwn: { type: integer }',
});

suite('sources of schemas', () => {
  teardown(closeAll);

  test('a CRD in a file of the workspace checks manifests of its kind', async () => {
    const { document } = await openText(
      'apiVersion: kitchen.example.com/v1\nkind: Kettle\nmetadata:\n  name: a\nspec:\n  litres: many\n',
    );
    const [found] = await waitForDiagnostics(
      document,
      (all) => all.length === 1 && all.map(codeOf)[0] === 'wrong-type',
    );
    assert.equal(found?.severity, vscode.DiagnosticSeverity.Error);
  });

  test('the user chooses between the CRD and the bundled schema', async () => {
    await openText(crd);
    const { document } = await openText(
      'apiVersion: sparkoperator.k8s.io/v1alpha1\nkind: SparkConnect\nmetadata:\n  name: a\nspec:\n  ourOwn: 1\n',
    );
    const isUnknown = (all: vscode.Diagnostic[]): boolean =>
      all.some(({ message }) => message.includes('"ourOwn"'));
    await waitForDiagnostics(document, (all) => !isUnknown(all));
    // Automatic, the CRD, the bundled schema.
    await choose(2);
    await waitForDiagnostics(document, isUnknown);
    await choose(0);
    await waitForDiagnostics(document, (all) => !isUnknown(all));
  });
});

/** Accepts the line of the list that the command shows. */
async function choose(line: number): Promise<void> {
  const chosen = vscode.commands.executeCommand('dataPlatform.chooseSchemaSource');
  // The list shows up once the server has answered.
  await new Promise((resolve) => setTimeout(resolve, 3000));
  for (let at = 0; at < line; at++)
    await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
  await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
  await chosen;
}
