// Runs after all other suites: nothing that they did may have called a cluster.
import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, openFile, waitFor, waitForDiagnostics } from '../hostHelpers.ts';

suite('clusters', () => {
  teardown(closeAll);

  test('are not called by editing, nor by the explorer before a context is opened in it', async () => {
    const { DPM_TEST_TRAP: called, DPM_TEST_CONNECTED: connected } = process.env;
    assert.ok(called && connected, 'the launcher sets traps');
    const assertUntouched = (by: string) => {
      assert.equal(existsSync(called), false, `${by} called the credential plugin`);
      assert.equal(existsSync(connected), false, `${by} connected to the server`);
    };
    const document = await openFile('misspelt.yaml');
    await vscode.commands.executeCommand('type', { text: '# edited\n' });
    await waitForDiagnostics(document, (all) => all.length > 0);
    assertUntouched('editing');

    for (const look of ['explorer.focus', 'refreshExplorer']) {
      await vscode.commands.executeCommand(`dataPlatform.${look}`);
      await new Promise((resolve) => setTimeout(resolve, 1000)); // longer than it takes to draw the tree
      assertUntouched(`the explorer, of which nobody opened a context (${look})`);
    }

    for (const [contextName, trace] of [
      ['open-trap', connected],
      ['trap', called],
    ] as const) {
      await vscode.commands.executeCommand('dataPlatform.openContext', {
        id: `closed/${contextName}`,
        contextName,
        view: () => ({ contextValue: 'context.other.closed' }),
      });
      await waitFor(`the trap of ${contextName}`, () => existsSync(trace) || undefined);
    }
  });
});
