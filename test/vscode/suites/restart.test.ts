import * as assert from 'node:assert/strict';
import { closeAll, openFile, waitFor, waitForDiagnostics } from '../hostHelpers.ts';
import { languageServerPids } from '../serverProcesses.ts';

suite('a language server that dies', () => {
  teardown(closeAll);

  test('comes back, and open files get their diagnostics again', async () => {
    const document = await openFile('misspelt.yaml');
    await waitForDiagnostics(document, (all) => all.length > 0);
    const [killed] = languageServerPids();
    assert.ok(killed);
    process.kill(killed, 'SIGKILL');

    await waitForDiagnostics(document, (all) => all.length === 0); // what a dead server said is gone
    await waitFor('another language server', () =>
      languageServerPids().find((pid) => pid !== killed),
    );
    await waitForDiagnostics(document, (all) => all.length > 0);
  });
});
