import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { codeOf, closeAll, openText, waitForDiagnostics } from '../hostHelpers.ts';

suite('values of a chart', () => {
  teardown(closeAll);

  test('a file whose first line names the chart is checked against it', async () => {
    const { document } = await openText(
      '# chart: superset@0.14.0\nsupersetNod:\n  forceReload: true\n',
    );
    const [found] = await waitForDiagnostics(document, (all) => all.length === 1);
    assert.ok(found);
    assert.equal(codeOf(found), 'unknown-field');
    assert.match(found.message, /supersetNode/);
    assert.equal(found.range.start.line, 1);
  });

  test('values in a HelmRelease are checked in place', async () => {
    const { document } = await openText(`
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: trino
spec:
  interval: 10m
  chart:
    spec:
      chart: trino
      version: 1.42.2
      sourceRef:
        kind: HelmRepository
        name: trino
  values:
    server:
      workrs: 3
`);
    // That no file has its HelmRepository is a hint that comes with what is said of the whole workspace.
    const found = await waitForDiagnostics(document, (all) => all.length > 0);
    assert.match(found[0]?.message ?? '', /workers/);
  });

  test('completion offers the keys of the chart', async () => {
    const { document, cursor } = await openText('# chart: trino@1.42.2\nserver:\n  $0\n');
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      cursor,
    );
    const labels = list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.ok(labels.includes('workers'), labels.slice(0, 20).join(', '));
  });
});
