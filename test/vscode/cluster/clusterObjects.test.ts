// What open manifests are told of a real cluster, once the user has looked into it: the object beside its manifest, names and keys.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAll,
  codeOf,
  completionLabels,
  openText,
  podNode,
  waitFor,
  waitForDiagnostics,
} from '../hostHelpers.ts';

const pod = (spec: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: web
  namespace: default
spec:
${spec}`;
const reading = (name: string, key: string): string =>
  pod(`  containers:
    - name: main
      image: busybox:1.36
      env:
        - name: CA
          valueFrom:
            configMapKeyRef:
              name: ${name}
              key: ${key}
`);

suite('manifests beside a cluster that was looked into', () => {
  suiteSetup(async () => {
    // Whoever opens an object has looked into its cluster.
    await vscode.commands.executeCommand('dataPlatform.openResource', podNode('web'));
  });
  suiteTeardown(closeAll);

  test('a field of the live object that cannot be changed is told', async () => {
    const { document } = await openText(
      pod('  nodeSelector: { disk: fast }\n  containers: [{ name: main, image: busybox:1.36 }]\n'),
    );
    const found = await waitForDiagnostics(document, (all) =>
      all.some((each) => codeOf(each) === 'fixed-field'),
    );
    const told = found.find((each) => codeOf(each) === 'fixed-field');
    assert.match(told?.message ?? '', /^the object in .* has nothing here: the API server refuses/);
    assert.equal(told?.range.start.line, 6);
  });

  test('names of the cluster are offered, and keys of what is named', async () => {
    for (const [text, wanted] of [
      [reading('$0', 'level'), 'settings'],
      [reading('settings', '$0'), 'level'],
    ] as const) {
      const { document, cursor } = await openText(text);
      await waitFor(`${wanted} in the list`, async () =>
        (await completionLabels(document, cursor)).includes(wanted),
      );
    }
  });

  test('a key that the object in the cluster has not is told', async () => {
    const { document } = await openText(reading('settings', 'levl'));
    const found = await waitForDiagnostics(document, (all) =>
      all.some((each) => codeOf(each) === 'key-missing'),
    );
    const told = found.find((each) => codeOf(each) === 'key-missing');
    assert.match(
      told?.message ?? '',
      /^ConfigMap "settings" of the cluster of admin has no key "levl": did you mean "level"\?$/,
    );
  });

  test('above what has pods stands Show Logs, above all Describe; both open what they say', async () => {
    const { document } = await openText(
      pod('  containers: [{ name: main, image: busybox:1.36 }]\n'),
    );
    const titlesOf = async ({ uri }: vscode.TextDocument) => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
      );
      return new Map(
        lenses.flatMap(({ command }) => (command ? [[command.title, command] as const] : [])),
      );
    };
    const run = async (title: string) => {
      const lens = await waitFor(title, async () => (await titlesOf(document)).get(title));
      await vscode.commands.executeCommand(lens.command, ...(lens.arguments ?? []));
    };
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await run('Show Logs');
    await waitFor('the log', () =>
      tabs().find(
        ({ input }) =>
          input instanceof vscode.TabInputText && input.uri.scheme === 'dataplatform-logs',
      ),
    );
    await run('Describe in Cluster');
    await waitFor('the page', () =>
      tabs().find(({ input }) => input instanceof vscode.TabInputWebview),
    );
    const settings = await openText(
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n',
    );
    const titles = await waitFor('lenses', async () => {
      const found = await titlesOf(settings.document);
      return found.size > 0 ? found : undefined;
    });
    assert.deepEqual([...titles.keys()].sort(), [
      'Compare with Cluster',
      'Describe in Cluster',
      'Reveal in Explorer',
    ]);
  });
});
