import * as assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, openFile, waitFor } from '../hostHelpers.ts';

function folder(): string {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first);
  return first.uri.fsPath;
}

const misspelt = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: closed\ndat: {}\n';

suite('problems of the workspace', () => {
  const path = join(folder(), 'closed', 'misspelt.yaml');
  const uri = vscode.Uri.file(path);
  const useScope = (scope: string | undefined) =>
    vscode.workspace
      .getConfiguration('dataPlatform')
      .update('validation.scope', scope, vscode.ConfigurationTarget.Workspace);
  const problems = (): string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .map(({ code }) => String(typeof code === 'object' ? code.value : code));

  suiteSetup(async () => {
    await mkdir(join(folder(), 'closed'), { recursive: true });
    await writeFile(path, misspelt);
    await openFile('claim.yaml');
  });
  suiteTeardown(async () => {
    await useScope(undefined);
    await rm(join(folder(), 'closed'), { recursive: true, force: true });
    await closeAll();
  });

  test('a file that nobody has opened is listed once the setting asks for it', async () => {
    assert.deepEqual(problems(), []);
    await useScope('workspace');
    await waitFor('problems of the closed file', () => problems().includes('unknown-field'));
    assert.ok(
      vscode.workspace.textDocuments.every((document) => document.uri.fsPath !== path),
      'the file was opened',
    );
  });

  test('its problems go once another program has corrected it', async () => {
    await writeFile(path, misspelt.replace('dat:', 'data:'));
    await waitFor('no problems of the closed file', () => problems().length === 0);
    await writeFile(path, misspelt);
    await waitFor('the problems of the closed file again', () => problems().length > 0);
  });

  test('opened and closed again, it has the problems of its text on disk', async () => {
    await openFile('closed/misspelt.yaml');
    await waitFor('problems of the open file', () => problems().length > 0);
    await closeAll();
    await openFile('claim.yaml');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await waitFor('problems of the file that was closed', () => problems().length > 0);
  });

  test('with the setting back as it was they are gone', async () => {
    await useScope('openFiles');
    await waitFor('no problems of the closed file', () => problems().length === 0);
  });
});
