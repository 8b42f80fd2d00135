// A shell in a container of a real cluster, opened and used as a person does.
import * as assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { podNode, waitFor } from '../hostHelpers.ts';

suite('a shell in a container', () => {
  test('opens in a terminal, takes what is typed, has the size of the terminal, and closes it when it ends', async () => {
    const { DPM_TEST_CONTAINER: container } = process.env;
    assert.ok(container, 'the launcher names the folder of the container');
    await vscode.commands.executeCommand('dataPlatform.openShell', podNode('web'));
    const terminal = await waitFor('the terminal', () =>
      vscode.window.terminals.find(({ name }) => name === 'web · main'),
    );
    terminal.sendText('stty size > size; echo "жук" > typed');
    const typed = join(container, 'typed');
    await waitFor('what was typed', () => existsSync(typed) || undefined);
    assert.equal(readFileSync(typed, 'utf8'), 'жук\n');
    assert.match(readFileSync(join(container, 'size'), 'utf8'), /^[1-9]\d* [1-9]\d+\n$/);

    terminal.sendText('exit');
    await waitFor('the end of the terminal', () => terminal.exitStatus !== undefined || undefined);
  });

  test('that cannot be opened says why in its terminal and stays, and goes when the terminal is closed', async () => {
    await vscode.commands.executeCommand('dataPlatform.openShell', podNode('web'));
    const terminal = await waitFor('the terminal', () =>
      vscode.window.terminals.find(({ name }) => name === 'web · main'),
    );
    const { DPM_TEST_CONTAINER: container = '' } = process.env;
    terminal.sendText('echo $$ > pid; kill -9 $$');
    await waitFor('the end of the shell', () => existsSync(join(container, 'pid')) || undefined);
    await new Promise((resolve) => setTimeout(resolve, 500)); // nothing is to happen
    assert.equal(terminal.exitStatus, undefined);

    terminal.sendText(''); // Enter
    terminal.sendText('echo again > again');
    await waitFor('another shell', () => existsSync(join(container, 'again')) || undefined);
    terminal.dispose();
    await waitFor('no terminal', () => vscode.window.terminals.length === 0 || undefined);
  });
});
