import { describe, expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { fileUriOf } from '../../shared/uri.ts';
import { workspace } from '../helm/testing.ts';
import { pathAt } from '../model/pathAt.ts';
import { codeActions } from './codeActions.ts';
import { targetAt } from './target.ts';
import { SettingsByFolder } from '../settingsByFolder.ts';

const chart = { 'chart/Chart.yaml': 'apiVersion: v2\nname: own\nversion: 1.0.0\n' };
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: []\n  restartPolicy: always\n';

/** Kind of the target at the `|~` of a text, the paths in it, and what it says that it is. */
function targetOf(name: string, marked: string): unknown[] {
  const { session, folder } = workspace(chart);
  const uri = fileUriOf(`${folder}/${name}`);
  const before = marked.slice(0, marked.indexOf('|~')).split('\n');
  session.open(uri, 'yaml', 1, marked.replace('|~', ''));
  const file = session.file(uri);
  if (!file) throw new Error('not open');
  const place = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const target = targetAt(session, file, place, (document, position) => {
    const found = pathAt(document.root, document.offsetAt(position));
    return found && { path: found.path.slice(0, -1), tree: () => document.root };
  });
  if (target.kind === 'object')
    return [target.kind, target.objectPath, target.path, target.typeMeta.kind];
  if (target.kind === 'values') return [target.kind, target.objectPath, target.path];
  return [target.kind];
}

describe('a place is', () => {
  test('in a template below the templates of a chart, whatever it looks like', () => {
    expect(targetOf('chart/templates/pod.yaml', pod.replace('always', 'al|~ways'))).toEqual([
      'template',
    ]);
  });

  test('in the file of a tool whose fields are known', () => {
    expect(targetOf('chart/Chart.yaml', 'apiVersion: v2\nname: o|~wn\n')).toEqual(['file']);
  });

  test('in the file of a tool', () => {
    expect(targetOf('chart/requirements.yaml', 'dependencies: [{name: o|~wn}]\n')).toEqual([
      'toolFile',
    ]);
  });

  test('in the object of a document', () => {
    const text = pod.replace('always', 'al|~ways');
    expect(targetOf('pod.yaml', text)).toEqual(['object', [], ['spec'], 'Pod']);
  });

  test('in an item of a List', () => {
    const text =
      'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {a: |~1}\n';
    expect(targetOf('pod.yaml', text)).toEqual(['object', ['items', 0], ['spec'], 'Pod']);
  });

  test('in a file of values', () => {
    expect(targetOf('values.yaml', '# chart: spark-operator\nimage:\n  tag: |~a\n')).toEqual([
      ...['values', [], ['image']],
    ]);
  });

  test.each([
    [
      'valuesObject:\n        image:\n          tag: |~a\n',
      'values',
      ['spec', 'source', 'helm', 'valuesObject'],
    ],
    ['values: |\n        image:\n          tag: |~a\n', 'values', []],
    ['values|~Object: {}\n', 'object', []],
  ])('where an Application says %j in %s at %j', (text, kind, objectPath) => {
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    chart: spark-operator\n    repoURL: https://kubeflow.github.io/spark-operator\n    helm:\n      ${text}`;
    expect(targetOf('app.yaml', application).slice(0, 2)).toEqual([kind, objectPath]);
  });

  test('nothing between the documents', () => {
    expect(targetOf('pod.yaml', `${pod}---\n# |~\n`)).toEqual(['nothing']);
  });
});

describe('a Pod in the templates of a chart has no', () => {
  const name = 'chart/templates/pod.yaml';

  test('diagnostics, hover and completion', async () => {
    const { check, hoverAt, complete } = workspace(chart);
    const marked = pod.replace('always', '|~');
    expect(await check(name, pod)).toEqual([]);
    expect(hoverAt(name, pod.replace('always', '|~always'))).toBeUndefined();
    expect(complete(name, marked)).toEqual([]);
    expect(complete('pod.yaml', marked)).toContain('Always');
    expect(hoverAt('pod.yaml', pod.replace('always', '|~always'))).toContain('restartPolicy');
  });

  test('quick fixes', async () => {
    expect(await fixesOf(name)).toEqual([]);
    expect(await fixesOf('pod.yaml')).not.toEqual([]);
  });
});

test('no fixes are offered where nothing is checked', async () => {
  expect(await fixesOf('pod.yaml', false)).toEqual([]);
});

async function fixesOf(name: string, isChecked = true): Promise<string[]> {
  const { session, folder } = workspace(chart);
  const uri = fileUriOf(`${folder}/${name}`);
  const settings = {
    ...session.settings,
    validation: { ...session.settings.validation, enabled: isChecked },
  };
  session.settingsByFolder = new SettingsByFolder(settings);
  session.open(uri, 'yaml', 1, pod);
  const file = session.file(uri);
  if (!file) throw new Error('not open');
  const range = { start: { line: 0, character: 0 }, end: { line: 9, character: 0 } };
  const found = await codeActions(
    session,
    file,
    { range, context: { diagnostics: [] } },
    CancellationToken.None,
  );
  return found.map(({ title }) => title);
}

test('a manifest with actions between its lines is explained, but neither judged nor completed', async () => {
  const { check, hoverAt, complete } = workspace();
  const marked = pod.replace('name: a', '{{- if .Values.name }}\n  name: a\n  {{- end }}');
  expect(await check('pod.yaml', marked)).toEqual([]);
  expect(hoverAt('pod.yaml', marked.replace('always', '|~always'))).toContain('restartPolicy');
  expect(complete('pod.yaml', marked.replace('always', '|~'))).toEqual([]);
});
