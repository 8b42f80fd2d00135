import { expect, test } from 'vitest';
import { CancellationToken, type CodeAction } from 'vscode-languageserver';
import { applied } from '../../test/harness/fixes.ts';
import { testSession } from '../../test/harness/manifests.ts';
import { codeActions } from './codeActions.ts';
import { fixAllKind } from './fixAll.ts';

const session = testSession();
const uri = 'file:///a.yaml';
const everywhere = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };

async function actionsOf(text: string, only?: string[]): Promise<CodeAction[]> {
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) throw new Error('not open');
  const context = { diagnostics: [], ...(only && { only }) };
  const asked = { range: everywhere, context };
  const actions = await codeActions(session, file, asked, CancellationToken.None);
  session.close(uri);
  return actions;
}

/** The text after all safe fixes; the same text where there are none. */
async function fixedAll(text: string, only = ['source.fixAll']): Promise<string | undefined> {
  const actions = await actionsOf(text, only);
  expect(actions.every(({ kind }) => kind === fixAllKind)).toBe(true);
  return applied(text, actions[0]?.edit?.changes?.[uri] ?? []);
}

const pod = (...lines: string[]): string =>
  [
    ...['apiVersion: v1', 'kind: Pod', 'metadata:', '  name: a', 'spec:', '  containers:'],
    ...['    - name: a', '      image: a:1', ...lines.map((line) => `      ${line}`), ''],
  ].join('\n');

test.each([
  ['a number as text', ['env:', '- name: A', '  value: 1.10'], '1.10', '"1.10"'],
  ['a number that is in quotes', ['stdin: "true"'], '"true"', 'true'],
  ['another letter case', ['imagePullPolicy: always'], 'always', 'Always'],
  ['a blank in a quantity', ['resources: {limits: {memory: 1 Gi}}'], '1 Gi', '1Gi'],
  ['a unit in small letters', ['resources: {limits: {memory: 1gi}}'], '1gi', '1Gi'],
  ['a colon without a blank', ['env:', '- name: A', '  value:b'], 'value:b', 'value: b'],
  ['a key that says the same twice', ['tty: true', 'tty: true'], '      tty: true\n', ''],
  ['an invisible character', ['tty\u200b: true'], '\u200b', ''],
])('writes %s as it is meant', async (_what, lines, from, to) => {
  expect(await fixedAll(pod(...lines))).toBe(pod(...lines).replace(from, to));
});

test.each([
  ['a unit with two readings', ['resources: {limits: {memory: 5GB}}']],
  ['a misspelt key', ['imagePulPolicy: Always']],
  ['a misspelt value', ['imagePullPolicy: Allways']],
  ['a key with two values', ['tty: true', 'tty: false']],
  ['a key whose comment would go', ['tty: true', 'tty: true # as said above']],
  ['an amount that nobody means', ['resources: {limits: {memory: 512m}}']],
])('leaves %s to its user', async (_what, lines) => {
  expect(await fixedAll(pod(...lines))).toBe(pod(...lines));
});

test('all documents of a file are fixed at once, and what is switched off stays', async () => {
  const one = pod('imagePullPolicy: always', 'resources: {limits: {memory: 1 Gi}}');
  const off = pod('# dpm-ignore invalid-value', 'imagePullPolicy: always');
  const good = pod('imagePullPolicy: Always', 'resources: {limits: {memory: 1Gi}}');
  expect(await fixedAll(`${one}---\n${off}`)).toBe(`${good}---\n${off}`);
});

test('it is there only where it is asked for', async () => {
  const text = pod('imagePullPolicy: always');
  const kinds = async (only?: string[]): Promise<unknown[]> => [
    ...new Set((await actionsOf(text, only)).map(({ kind }) => kind)),
  ];
  expect(await kinds()).toEqual(['quickfix']);
  expect(await kinds(['quickfix'])).toEqual(['quickfix']);
  expect(await kinds([fixAllKind])).toEqual([fixAllKind]);
  expect(await kinds(['source.fixAll.other', 'source.organizeImports'])).toEqual([]);
});

test('where two values may be meant both are offered, the more probable one as preferred', async () => {
  const offered = async (...lines: string[]): Promise<unknown[]> =>
    (await actionsOf(pod(...lines)))
      .filter(({ title }) => !title.startsWith('Ignore'))
      .map(({ title, isPreferred }) => (isPreferred ? `${title}!` : title));
  expect(await offered('resources: {limits: {memory: 5GB}}')).toEqual([
    'Replace with 5G!',
    'Replace with 5Gi',
  ]);
  expect(await offered('resources: {limits: {memory: 512m}}')).toEqual([
    'Replace with 512Mi!',
    'Replace with 512M',
  ]);
  expect(await offered('tty: true', 'tty: false')).toEqual([
    'Remove the first tty',
    'Remove the second tty',
  ]);
  expect(await offered('tty:', 'tty: false')).toEqual([
    'Remove the first tty!',
    'Remove the second tty',
  ]);
  expect(await offered('readinessProbe: {tcpSocket: {port: "80:8080"}}')).toEqual([
    'Replace with 8080!',
    'Replace with 80',
  ]);
});
