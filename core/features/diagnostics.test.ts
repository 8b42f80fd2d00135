import { describe, expect, test } from 'vitest';
import { CancellationToken, CancellationTokenSource, type Diagnostic } from 'vscode-languageserver';
import { diagnose, full, testSession } from '../../test/harness/manifests.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { SettingsByFolder } from '../settingsByFolder.ts';

const uri = 'file:///a.yaml';
const badPod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  nope: 1\n  containers: [{ name: a, image: a:1 }]\n`;
const file = (count: number): string =>
  Array.from({ length: count }, (_, index) => badPod(`pod-${index}`)).join('---\n');
const listOf = (count: number): string => {
  const items = Array.from({ length: count }, (_, index) => badPod(`pod-${index}`));
  const indented = items.map((item) => `- ${item.trimEnd().replaceAll('\n', '\n  ')}\n`);
  return `apiVersion: v1\nkind: List\nitems:\n${indented.join('')}`;
};
const messages = (found: readonly Diagnostic[] | undefined): string[] => (found ?? []).map(full);
const noteIn = (found: readonly Diagnostic[]): string | undefined =>
  messages(found).find((each) => each.includes('not-checked'));

describe.each([
  ['documents', file],
  ['items of a List', listOf],
])('a file whose checks take too long, of many %s', (_, make) => {
  test('keeps what was found and says on line 1 how far it got', async () => {
    const text = make(200);
    const all = await diagnose(testSession(), text);
    const some = await diagnose(testSession({ stepsOfFile: 3000 }), text);
    expect(noteIn(all)).toBeUndefined();
    const note = noteIn(some);
    expect(note).toMatch(
      /^1:1-1 information\[not-checked\] checked up to line [\d,]+: the rest takes too long/,
    );
    const line = Number(/line ([\d,]+)/.exec(note ?? '')?.[1]?.replace(',', ''));
    const inReach = all.filter(({ range }) => range.start.line + 1 < line);
    expect(inReach.length).toBeGreaterThan(10);
    expect(messages(some)).toEqual(expect.arrayContaining(messages(inReach)));
    expect(some.length).toBeLessThan(all.length / 2);
  });

  test('stops at the same place again, and in a file that was typed bit by bit', async () => {
    const text = make(200);
    const once = messages(await diagnose(testSession({ stepsOfFile: 3000 }), text));
    const session = testSession({ stepsOfFile: 3000 });
    session.open(uri, 'yaml', 1, make(40));
    const typed = session.file(uri)!;
    await diagnosticsOf(session, typed, CancellationToken.None);
    const position = { line: 3, character: 6 };
    const change = (range: { start: typeof position; end: typeof position }, inserted: string) => {
      typed.update([{ range, text: inserted }], typed.version + 1);
    };
    const end = { line: 100_000, character: 0 };
    change({ start: end, end }, text.slice(make(40).length));
    await diagnosticsOf(session, typed, CancellationToken.None);
    expect(typed.text).toBe(text);
    expect(messages(await diagnosticsOf(session, typed, CancellationToken.None))).toEqual(once);
    // Dearer at its beginning for a while, then as before.
    change({ start: position, end: position }, 'x');
    await diagnosticsOf(session, typed, CancellationToken.None);
    change({ start: position, end: { ...position, character: 7 } }, '');
    expect(messages(await diagnosticsOf(session, typed, CancellationToken.None))).toEqual(once);
  });

  test('costs steps that grow with its size', async () => {
    const reach = async (stepsOfFile: number): Promise<number> => {
      const note = noteIn(await diagnose(testSession({ stepsOfFile }), make(400)));
      return Number(/line ([\d,]+)/.exec(note ?? '')?.[1]?.replace(',', ''));
    };
    const [once, twice] = [await reach(2000), await reach(4000)];
    expect(twice / once).toBeGreaterThan(1.6);
    expect(twice / once).toBeLessThan(2.6);
  });
});

test('aliases that make a small text a large object cost no more than the text', async () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `  a${level + 1}: &a${level + 1} [${Array(9).fill(`*a${level}`).join(', ')}]`,
  );
  const text = `apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec:\n  a0: &a0 [x]\n${levels.join('\n')}\n  z: { b: 1, b: 2 }\n`;
  const found = await diagnose(testSession({ stepsOfFile: 1_000 }), text);
  expect(noteIn(found)).toBeUndefined();
  expect(found.map(({ code }) => code)).toContain('duplicate-key');
});

test('the note can be switched off as any other report', async () => {
  const session = testSession({ stepsOfFile: 1000 });
  const settings = { ...session.settings, rules: { 'not-checked': 'off' } } as const;
  session.settingsByFolder = new SettingsByFolder(settings);
  expect(noteIn(await diagnose(session, file(100)))).toBeUndefined();
});

test('work on a document that changes meanwhile is dropped, the answer is that of the last text', async () => {
  const session = testSession();
  session.open(uri, 'yaml', 1, listOf(300));
  const open = session.file(uri)!;
  let isChanged = false;
  setImmediate(() => {
    isChanged = true;
    session.change(uri, 2, [{ text: badPod('last') }]);
  });
  const found = await diagnosticsOf(session, open, CancellationToken.None);
  expect(isChanged).toBe(true);
  expect(messages(found)).toEqual(messages(await diagnose(testSession(), badPod('last'))));
});

test('a cancelled request ends, and the next one has the whole answer', async () => {
  const session = testSession();
  const text = listOf(300);
  session.open(uri, 'yaml', 1, text);
  const open = session.file(uri)!;
  const source = new CancellationTokenSource();
  setImmediate(() => {
    source.cancel();
  });
  expect(await diagnosticsOf(session, open, source.token)).toBeUndefined();
  const two = [1, 2].map(() => diagnosticsOf(session, open, CancellationToken.None));
  const [one, other] = await Promise.all(two);
  expect(one?.length).toBe(300);
  expect(other).toEqual(one);
});

test('of hints and advice a hundred are shown, and it is said that there are more', async () => {
  const pods = (count: number): string =>
    Array.from(
      { length: count },
      (_, index) =>
        `apiVersion: v1\nkind: Pod\nmetadata: { name: pod-${index} }\nspec: { containers: [{ name: a, image: 'a:latest' }], nope: 1 }\n`,
    ).join('---\n');
  const notes = (found: readonly Diagnostic[]) =>
    messages(found).filter((each) => / (information|hint)\[(?!not-checked)/.test(each));
  const few = await diagnose(testSession(), pods(90));
  expect(notes(few)).toHaveLength(90);
  expect(noteIn(few)).toBeUndefined();
  const many = await diagnose(testSession(), pods(130));
  expect(notes(many)).toEqual(notes(await diagnose(testSession(), pods(100))));
  expect(noteIn(many)).toContain('of 130 hints and pieces of advice for this file 100 are shown');
  expect(many).toHaveLength(130 + 100 + 1);
});
