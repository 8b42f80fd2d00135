import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, completionLabels, openText, waitFor } from '../hostHelpers.ts';

/** Types as a hand would; the suggestions that come up are put away before each Enter. */
async function typeLines(lines: string[]): Promise<void> {
  for (const [index, line] of lines.entries()) {
    if (index > 0) {
      await vscode.commands.executeCommand('hideSuggestWidget');
      await vscode.commands.executeCommand('type', { text: '\n' });
    }
    for (const character of line) await vscode.commands.executeCommand('type', { text: character });
  }
}

suite('typing', () => {
  teardown(closeAll);

  test('Enter indents below a key and below the dash of an item', async () => {
    const { document } = await openText('$0');
    await typeLines([
      'spec:',
      'containers:',
      '- name: a',
      'image: b',
      'volumeMounts:',
      '- name: c',
    ]);
    assert.equal(
      document.getText(),
      'spec:\n  containers:\n    - name: a\n      image: b\n      volumeMounts:\n        - name: c',
    );
  });

  test('a whole manifest is offered where one may start, and nowhere else', async () => {
    const empty = await openText('# Scratch space\n$0');
    const offered = await waitFor('the snippets', async () => {
      const labels = await completionLabels(empty.document, empty.cursor);
      return labels.includes('pod-claim') ? labels : undefined;
    });
    assert.ok(offered.includes('pvc-block'));
    for (const taken of ['apiVersion: v1\nkind: Pod$0', 'spec:\n  $0', 'kind: Pod\n$0']) {
      const { document, cursor } = await openText(taken);
      const labels = await completionLabels(document, cursor);
      assert.equal(labels.includes('pod-claim'), false, taken);
    }
  });
});
