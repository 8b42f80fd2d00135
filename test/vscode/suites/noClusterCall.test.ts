// Runs after all other suites: nothing that they did may have called a cluster.
import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, openFile, waitFor, waitForDiagnostics } from '../hostHelpers.ts';

suite('clusters', () => {
  teardown(closeAll);

  test('are not called by editing, nor by the explorer before a context is opened in it', async () => {
    const trace = process.env.DPM_TEST_TRAP;
    assert.ok(trace, 'the launcher sets a trap');
    const document = await openFile('misspelt.yaml');
    await vscode.commands.executeCommand('type', { text: '# edited\n' });
    await waitForDiagnostics(document, (all) => all.length > 0);
    assert.equal(existsSync(trace), false, 'the credential plugin of the kubeconfig was called');

    await vscode.commands.executeCommand('dataPlatform.explorer.focus');
    await new Promise((resolve) => setTimeout(resolve, 1000)); // longer than it takes to draw the tree
    assert.equal(existsSync(trace), false, 'the explorer called a cluster that nobody opened');

    await vscode.commands.executeCommand('dataPlatform.openContext', {
      id: 'closed/trap',
      contextName: 'trap',
      view: () => ({ contextValue: 'context.current.closed' }),
    });
    await waitFor('a call of the credential plugin', () => existsSync(trace) || undefined);
  });
});
