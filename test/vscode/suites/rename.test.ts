import * as assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { closeAll, openFile, waitFor } from '../hostHelpers.ts';

const claim = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: orders-data
  namespace: shop
spec:
  accessModes: [ReadWriteMany]
  resources: { requests: { storage: 1Gi } }
`;
const pod = (name: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
spec:
  containers:
    - name: a
      image: busybox:1.36
      volumeMounts: [{ name: data, mountPath: /data }]
  volumes:
    - name: data
      persistentVolumeClaim:
        claimName: orders-data
`;
const files: Readonly<Record<string, string>> = {
  'claim.yaml': claim,
  'reader.yaml': pod('reader'),
  'writer.yaml': pod('writer'),
  'keeper.yaml': pod('keeper'),
};

suite('rename', () => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  const base = join(folder.uri.fsPath, 'renamed');
  const names = Object.keys(files);
  const uriOf = (name: string) => vscode.Uri.file(join(base, name));
  const textOf = async (name: string): Promise<string> =>
    (await vscode.workspace.openTextDocument(uriOf(name))).getText();

  suiteSetup(async () => {
    await mkdir(base, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(join(base, name), text);
  });
  suiteTeardown(async () => {
    for (const name of names) {
      await vscode.window.showTextDocument(uriOf(name));
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    await closeAll();
    await rm(base, { recursive: true, force: true });
  });

  test('a claim gets its new name in all four files that write it, and the old one by undo', async () => {
    await openFile('renamed/claim.yaml');
    const place = new vscode.Position(3, 10);
    const edit = await waitFor('a rename of four files', async () => {
      const found = await vscode.commands.executeCommand<vscode.WorkspaceEdit | undefined>(
        'vscode.executeDocumentRenameProvider',
        uriOf('claim.yaml'),
        place,
        'sales-data',
      );
      return found?.entries().length === names.length ? found : undefined;
    });
    assert.equal(await vscode.workspace.applyEdit(edit), true);
    for (const name of names) {
      const text = await textOf(name);
      assert.ok(text.includes('sales-data') && !text.includes('orders-data'), `${name}: ${text}`);
    }
    await vscode.window.showTextDocument(uriOf('claim.yaml'));
    await vscode.commands.executeCommand('undo');
    for (const name of names)
      await waitFor(`the old text of ${name}`, async () => (await textOf(name)) === files[name]);
  });
});
