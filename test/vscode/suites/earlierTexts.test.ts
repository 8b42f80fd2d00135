import * as assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, waitFor, waitForDiagnostics } from '../hostHelpers.ts';

const claim = (storageClass: string): string =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: { name: lake, namespace: lake }\nspec:\n  accessModes: [ReadWriteOnce]\n  storageClassName: ${storageClass}\n  resources: { requests: { storage: 10Gi } }\n`;

interface GitExtension {
  readonly enabled: boolean;
  getAPI(version: 1): Git;
}

interface Git {
  openRepository(root: vscode.Uri): Promise<object | null>;
}

suite('changes since the last commit', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const place = join(folder.uri.fsPath, 'repository');
  const settings = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('git');
  const git = (...words: string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...words], {
      cwd: place,
      stdio: 'ignore',
    });
  };

  suiteSetup(async () => {
    await mkdir(place, { recursive: true });
    git('init');
    await writeFile(join(place, 'claim.yaml'), claim('fast'));
    git('add', '.');
    git('commit', '-m', 'first');
    // The Git extension finds repositories of the workspace by itself when the window opens; this one came later.
    const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
    const exported = await extension?.activate();
    assert.ok(exported);
    await settings().update('enabled', true, vscode.ConfigurationTarget.Global);
    await waitFor('the Git extension', () => exported.enabled || undefined);
    assert.ok(await exported.getAPI(1).openRepository(vscode.Uri.file(place)));
  });

  suiteTeardown(async () => {
    await closeAll();
    // As the tests' window has it.
    await settings().update('enabled', false, vscode.ConfigurationTarget.Global);
    await rm(place, { recursive: true, force: true });
  });

  test('a field that cannot be changed is told until the change is committed', async () => {
    const uri = vscode.Uri.file(join(place, 'claim.yaml'));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.lineAt(5).range, '  storageClassName: slow');
    await vscode.workspace.applyEdit(edit);
    const isFixed = ({ code }: vscode.Diagnostic): boolean =>
      (typeof code === 'object' ? code.value : code) === 'fixed-field';
    const found = await waitForDiagnostics(document, (all) => all.some(isFixed));
    const told = found.find(isFixed);
    assert.match(told?.message ?? '', /^HEAD has "fast" here: the API server refuses to change/);
    assert.equal(told?.range.start.line, 5);
    await document.save();
    git('commit', '-a', '-m', 'second');
    await vscode.commands.executeCommand('git.refresh');
    await waitForDiagnostics(document, (all) => !all.some(isFixed));
  });
});
