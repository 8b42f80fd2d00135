import { expect, test } from 'vitest';
import { plainLine, plainText, visibleText } from './plainText.ts';

/** What VS Code makes a link of in a notification, a status item and a prompt (`parseLinkedText`). */
const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;
const icon = /\$\([\w-]+(?:~\w+)?\)/;

test.each([
  '[Fix it](command:workbench.action.terminal.new)',
  '[Fix it](COMMAND:x "title")',
  '[a](https://example.com/) [b](file://host/share)',
  '[Fix it]\u200B(command:x)',
  '[Fix it]\u0000(command:x)',
  '[Fix it]\u00AD(command:x)',
  '[Fix it]\r(command:x)',
  '[[a]](command:x)',
  '[a](command:x](command:y)',
])('%j is no link', (words) => {
  expect(plainText(words)).not.toMatch(link);
  expect(plainText(words).replaceAll('\n', ' ')).not.toMatch(link);
});

test('a name of an icon is no icon', () => {
  expect(plainText('$(trash) $(sync~spin) $\u200B(trash)')).not.toMatch(icon);
});

test('what a server says is shown whole, with its line breaks', () => {
  const words =
    'spec.containers[0].image: Invalid value: "a b": must match ^[a-z]+$ (e.g. 50%)\n\tat \u201Cweb\u201D';
  expect(plainText(words)).toBe(words);
});

test.each([
  ['a\u202Eb', 'a<U+202E>b'],
  ['a\u200Bb', 'a<U+200B>b'],
  ['a\u0007b\u001B[31m', 'a<U+0007>b<U+001B>[31m'],
  ['\uFEFFa', '<U+FEFF>a'],
  ['a\uDC00', 'a<U+DC00>'],
  ['a\u{E0041}b', 'a<U+E0041>b'],
  ['a\u200Db', 'a<U+200D>b'],
  ['a\u3164b', 'a<U+3164>b'],
])('%j is shown as %s', (text, shown) => {
  expect(visibleText(text)).toBe(shown);
});

test('scripts and pictures that need joiners keep them', () => {
  const text = 'می\u200Cخواهم 👩\u200D💻 ☎\uFE0F';
  expect(visibleText(text)).toBe(text);
});

test('a line has no breaks and an end', () => {
  expect(plainLine('a\r\n\tb\u2028c')).toBe('a b c');
  expect(plainLine('x'.repeat(5_000))).toHaveLength(2_000);
  expect(plainLine(`${'x'.repeat(8)}😀y`, 10)).toBe(`${'x'.repeat(8)}…`);
});
