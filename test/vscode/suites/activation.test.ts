// Runs before all other suites: it is about the moment in which the language server comes to life.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId, openFile, waitFor } from '../hostHelpers.ts';
import { languageServerPids } from '../serverProcesses.ts';

suite('activation', () => {
  const extension = () => {
    const found = vscode.extensions.getExtension(extensionId);
    assert.ok(found, `${extensionId} is not there`);
    return found;
  };

  test('the language server does not start for files that are no manifests', async () => {
    await extension().activate(); // VS Code may do so by itself: it opens JSON files of its own
    await openFile('note.txt');
    await openFile('plain.json');
    assert.deepEqual(languageServerPids(), []);
  });

  test('the first manifest starts one', async () => {
    await openFile('claim.yaml');
    const [pid] = await waitFor('the language server', () => {
      const pids = languageServerPids();
      return pids.length > 0 ? pids : undefined;
    });
    await openFile('misspelt.yaml');
    assert.deepEqual(languageServerPids(), [pid]);
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
