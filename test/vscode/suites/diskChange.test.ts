import * as assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeAll, openFile, waitForDiagnostics } from '../hostHelpers.ts';

const claim = (key: string) => `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: data
spec:
  ${key}: [ReadWriteOnce]
  resources:
    requests:
      storage: 10Gi
`;

function pathOf(name: string): string {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  return vscode.Uri.joinPath(folder.uri, name).fsPath;
}

suite('files on the disk', () => {
  teardown(closeAll);

  test('diagnostics follow a file that another program changes', async () => {
    const path = pathOf('changing.yaml');
    await writeFile(path, claim('accessModes'));
    const document = await openFile('changing.yaml');
    await writeFile(path, claim('accesModes'));
    await waitForDiagnostics(document, (all) =>
      all.some(({ message }) => message.includes('accesModes')),
    );
    await writeFile(path, claim('accessModes'));
    await waitForDiagnostics(document, (all) => all.length === 0);
    await rm(path);
  });

  test('a file above the limit gets one note, and the files beside it their help', async () => {
    const path = pathOf('large.yaml');
    const one = `${claim('accesModes')}---\n`;
    await writeFile(path, one.repeat(Math.ceil(9_000_000 / one.length))); // from 10 MB on, VS Code asks first
    try {
      const large = await openFile('large.yaml');
      const notes = await waitForDiagnostics(large, (all) => all.length > 0);
      assert.equal(notes.length, 1);
      assert.match(notes[0]?.message ?? '', /MB/);
      const other = await openFile('misspelt.yaml');
      await waitForDiagnostics(other, (all) => all.length > 0);
    } finally {
      await rm(path);
    }
  });
});
