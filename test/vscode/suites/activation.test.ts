// Runs before all other suites: it is about the moment in which the extension comes to life.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, openFile, waitFor } from '../hostHelpers.ts';

suite('activation', () => {
  const extension = () => {
    const found = vscode.extensions.getExtension(extensionId);
    assert.ok(found, `${extensionId} is not there`);
    return found;
  };

  test('the extension sleeps until a manifest is opened', async () => {
    await openFile('note.txt');
    assert.equal(extension().isActive, false);
  });

  test('the first manifest wakes it up', async () => {
    await openFile('claim.yaml');
    await waitFor('the extension to be active', () => extension().isActive || undefined);
  });

  test('every command of its package is registered', async () => {
    const { contributes } = extension().packageJSON as {
      contributes?: { commands?: { command: string }[] };
    };
    const declared = (contributes?.commands ?? []).map(({ command }) => command);
    assert.notEqual(declared.length, 0);
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
  });
});
