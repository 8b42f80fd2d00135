// Runs after all other suites: nothing that they did may have called a cluster.
import * as assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeAll, openFile, waitFor, waitForDiagnostics } from '../hostHelpers.ts';

suite('clusters', () => {
  teardown(closeAll);

  test('are not called by editing, but by the explorer once it is shown', async () => {
    const trace = process.env.DPM_TEST_TRAP;
    assert.ok(trace, 'the launcher sets a trap');
    const document = await openFile('misspelt.yaml');
    await vscode.commands.executeCommand('type', { text: '# edited\n' });
    await waitForDiagnostics(document, (all) => all.length > 0);
    assert.equal(existsSync(trace), false, 'the credential plugin of the kubeconfig was called');

    await vscode.commands.executeCommand('dataPlatform.explorer.focus');
    await waitFor('a call of the credential plugin', () => existsSync(trace) || undefined);
  });
});
