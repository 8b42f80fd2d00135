import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  openFile,
  openText,
  positionOf,
  waitFor,
  waitForDiagnostics,
} from '../hostHelpers.ts';

suite('diagnostics', () => {
  teardown(closeAll);

  test('a misspelt key is an error on that key, and its fix renames it', async () => {
    const document = await openFile('misspelt.yaml');
    const diagnostics = await waitForDiagnostics(document, (all) =>
      all.some(({ message }) => message.includes('accesModes')),
    );
    const found = diagnostics.find(({ message }) => message.includes('accesModes'));
    assert.ok(found);
    assert.equal(found.severity, vscode.DiagnosticSeverity.Error);
    assert.match(found.message, /accessModes/);
    assert.deepEqual(found.range.start, positionOf(document, 'accesModes'));

    const fix = await waitFor('a fix that renames the key', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        found.range,
      );
      return actions.find(({ title, edit }) => edit && title.includes('accessModes'));
    });
    assert.ok(fix.edit);
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    await waitForDiagnostics(document, (all) => all.length === 0);
    assert.match(document.getText(), /^ {2}accessModes:$/m);
  });

  test('a change brings new diagnostics', async () => {
    const { document } = await openText(`
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`);
    const edit = new vscode.WorkspaceEdit();
    const at = positionOf(document, 'ReadWriteOnce');
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 13)), 'ReadWriteTwice');
    assert.ok(await vscode.workspace.applyEdit(edit));
    const [found] = await waitForDiagnostics(document, (all) => all.length > 0);
    assert.equal(found?.range.start.line, at.line);
  });

  test('YAML that is no manifest is left alone', async () => {
    const other = await openFile('settings.yaml');
    const manifest = await openFile('misspelt.yaml');
    await waitForDiagnostics(manifest, (all) => all.length > 0); // by now the server has seen both
    assert.deepEqual(vscode.languages.getDiagnostics(other.uri), []);
  });
});
