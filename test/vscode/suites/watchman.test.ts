import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  hoverText,
  openFile,
  positionOf,
  waitFor,
  waitForDiagnostics,
} from '../hostHelpers.ts';
import { languageServerPids } from '../serverProcesses.ts';

const isNote = ({ code, message }: vscode.Diagnostic): boolean =>
  code === 'not-checked' && message.includes('until it changes');

suite('a language server that hangs', () => {
  teardown(closeAll);

  test('is ended and started anew, and leaves the file unchecked until it changes', async function () {
    if (process.platform === 'win32') this.skip(); // there is no signal that stops a process
    this.timeout(150_000);
    const document = await openFile('misspelt.yaml');
    await waitForDiagnostics(document, (all) => all.length > 0 && !all.some(isNote));
    const [hanging] = languageServerPids();
    assert.ok(hanging);
    // Stopped within a second after its work on the file: as if it hung over it.
    process.kill(hanging, 'SIGSTOP');
    const stoppedAt = Date.now();

    await waitFor(
      'the end of the server that hangs',
      () => (languageServerPids().includes(hanging) ? undefined : true),
      60_000,
    );
    assert.ok(Date.now() - stoppedAt > 15_000, 'it was given time to answer');
    await waitFor('another language server', () => languageServerPids()[0], 60_000);
    const [note, ...others] = await waitForDiagnostics(document, (all) => all.some(isNote));
    assert.deepEqual(others, []);
    assert.ok(note?.message.includes('did not answer'));

    const other = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: document.getText(),
    });
    await vscode.window.showTextDocument(other);
    await waitForDiagnostics(other, (all) => all.length > 0 && !all.some(isNote));
    assert.ok(vscode.languages.getDiagnostics(document.uri).every(isNote), 'the file is held');

    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '# changed\n');
    });
    await waitForDiagnostics(document, (all) => all.length > 0 && !all.some(isNote));
    assert.equal(languageServerPids().length, 1);
  });
});

suite('a language server that falls over a file', () => {
  teardown(closeAll);

  test('does not get the file again after the third time, until it changes', async function () {
    this.timeout(150_000);
    const document = await vscode.workspace.openTextDocument({
      language: 'yaml',
      content: 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { nope: 1 }\n',
    });
    await vscode.window.showTextDocument(document);
    for (const round of [1, 2, 3]) {
      await waitForDiagnostics(document, (all) => all.length > 0 && !all.some(isNote));
      const pid = await waitFor('a language server', () => languageServerPids()[0]);
      // Then the server has just worked on the file.
      await hoverText(document, positionOf(document, 'Pod'));
      process.kill(pid, 'SIGKILL');
      await waitFor(`the end of server ${String(round)}`, () =>
        languageServerPids().includes(pid) ? undefined : true,
      );
      await waitForDiagnostics(document, (all) => all.length === 0 || all.some(isNote));
    }
    const [note] = await waitForDiagnostics(document, (all) => all.some(isNote));
    assert.ok(note?.message.includes('three times'));
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '# changed\n');
    });
    await waitForDiagnostics(document, (all) => all.length > 0 && !all.some(isNote));
  });
});
