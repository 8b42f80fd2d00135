import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testSession } from '../../test/harness/manifests.ts';
import { fileUriOf } from '../../shared/uri.ts';
import type { Change } from './change.ts';
import { folderOf, thingCrd } from './testing.ts';
import { Workspace } from './workspace.ts';

const thing = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n';
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

function workspaceOf(files: Record<string, string>, maxFiles = 100) {
  const folder = folderOf(files);
  const session = testSession();
  session.useFolders([fileUriOf(folder)]);
  const workspace = new Workspace(session, { maxFiles });
  const problems: string[] = [];
  workspace.problems.on((problem) => problems.push(problem));
  const uri = (name: string): string => fileUriOf(join(folder, name));
  const kinds = (): string[] => session.store.workspace.kinds.map(({ kind }) => kind);
  const change = (): Promise<Change> =>
    new Promise((resolve) => {
      const end = workspace.didChange.on((told) => {
        end();
        resolve(told);
      });
    });
  return { folder, session, workspace, problems, uri, kinds, change };
}

test('nothing is read before the start, whatever changes on disk', async () => {
  const { workspace, uri, kinds } = workspaceOf({ 'crd.yaml': thingCrd });
  workspace.filesOnDiskChanged([{ uri: uri('crd.yaml'), isGone: false }]);
  workspace.foldersChanged();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(kinds()).toEqual([]);
  await workspace.start();
  expect(kinds()).toEqual(['Thing']);
});

test('CRDs go with their file and with their folder', async () => {
  const { folder, session, workspace, uri, kinds } = workspaceOf({
    'a/crd.yaml': thingCrd,
    'b/crd.yaml': thingCrd.replaceAll('Thing', 'Other'),
  });
  await workspace.start();
  expect(kinds()).toEqual(['Thing', 'Other']);
  rmSync(join(folder, 'b/crd.yaml'));
  workspace.filesOnDiskChanged([{ uri: uri('b/crd.yaml'), isGone: true }]);
  expect(kinds()).toEqual(['Thing']);
  session.useFolders([fileUriOf(join(folder, 'b'))]);
  workspace.foldersChanged();
  expect(kinds()).toEqual([]);
});

test('a new schema concerns the files of its kind and those of kinds that nobody knows', async () => {
  const { session, workspace, uri, change } = workspaceOf({ 'crd.yaml': thingCrd });
  for (const [name, text] of Object.entries({ thing, pod, odd: thing.replace('Thing', 'Odd') }))
    session.open(uri(name), 'yaml', 1, text);
  const changed = change();
  void workspace.start();
  const { concerns } = await changed;
  const concerned = [...session.files].filter(concerns).map((file) => file.uri);
  expect(concerned).toEqual([uri('thing'), uri('odd')]);
});

test('a kustomization that changes concerns every file', async () => {
  const { session, workspace, uri, change } = workspaceOf({});
  session.open(uri('pod'), 'yaml', 1, pod);
  const changed = change();
  workspace.filesOnDiskChanged([{ uri: uri('kustomization.yaml'), isGone: false }]);
  expect([...session.files].every((await changed).concerns)).toBe(true);
});

test('the user is told once that a workspace has too many files', async () => {
  const { workspace, problems } = workspaceOf({ 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' }, 1);
  await workspace.start();
  workspace.foldersChanged();
  await workspace.start();
  expect(problems).toEqual([expect.stringContaining('more than 1 YAML and JSON files')]);
});

test('the objects of files are known, and a patch is one only while no kustomization names it', async () => {
  const { session, workspace, uri } = workspaceOf({
    'base/pod.yaml': pod,
    'overlay/a-part.yaml': pod,
    'overlay/kustomization.yaml': 'patches: [{path: a-part.yaml}]\n',
  });
  const files = (): string[] =>
    session.graph.named({ group: '', kind: 'Pod' }, 'a').map(({ by }) => by.uri);
  await workspace.start();
  expect(files()).toEqual([uri('base/pod.yaml')]);
  rmSync(join(session.folders[0] ?? '', 'overlay/kustomization.yaml'));
  workspace.filesOnDiskChanged([{ uri: uri('overlay/kustomization.yaml'), isGone: true }]);
  expect(files()).toEqual([uri('base/pod.yaml'), uri('overlay/a-part.yaml')]);
});
