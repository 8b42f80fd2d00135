import { expect, test } from 'vitest';
import { codeSpan, escaped, pageLink, prose } from './markdown.ts';

/** The text without escaped characters, code, and links to the web, read from left to right. */
function unknownIn(markdown: string): string {
  return markdown.replaceAll(
    /\\[!-/:-@[-`{-~]|(`+)(?!`)[^\n]*?[^`\n]\1(?!`)|(?<!(?<!\\)!)\[(?:[^[\]\n\\]|\\.)*\]\(https?:\/\/[^\s()<>[\]"'`\\]+\)/g,
    (found) => (found.startsWith('\\') ? 'E' : found.startsWith('`') ? 'C' : 'L'),
  );
}

/** What is left means nothing in Markdown. */
function isHarmless(rest: string): boolean {
  return rest
    .split('\n')
    .map((line) => line.replace(/^(?:- |\d{1,9}[.)] )/, ''))
    .every((line) => !/^(?:[#>+=-]|\s|\d{1,9}[.)]\s)|[\\`*_[\]<&~|]/.test(line));
}

const tricky = [
  '[Fix](command:workbench.action.terminal.new)',
  '[Fix]( command:x )',
  '[Fix](<command:x>)',
  '[Fix](&#99;ommand:x)',
  '[Fix](&#106;avascript:alert(1))',
  '[Fix](vscode://a.b/c "title")',
  '[Fix](file://host/share)',
  '[Fix](//host/share)',
  '[Fix](data:text/html,x)',
  '[Fix](https://example.com/ "t")',
  '[Fix](https://user:word@example.com)',
  '[Fix][a]\n\n[a]: command:b',
  '[a]\n[a]: <command:b>\n  "title"',
  '<command:x> <file://host/share> <a@b.c> a@b.c mailto:a@b.c',
  '![i](https://example.com/i.png) ![i][a] <img src="https://example.com/i.png">',
  '<!-- --> <a href="command:x">x</a> <script>alert(1)</script>',
  '&lt;img src=x&gt; &#91;x&#93;(command:y) &amp;',
  '\\[x](command:y) \\\\[x](command:y) \\`[x](command:y)\\`',
  '```\n[x](command:y)\n```\n~~~ html\n<b>\n~~~',
  '    indented\n\t[x](command:y)',
  '[[x](command:y)](command:z) [a[b](command:c)',
  '[x\n](command:y)',
  '`a` `[x](command:y)` ``a`b`` ```c``` `\n[x](command:y)`',
  '`unclosed [x](command:y)',
  '`` `[x](command:y) ``',
  '# heading\n> quote\n===\n---\n***\n+ item\n* item\n- [x](command:y)\n1. [x](command:y)\n12) a',
  '| a | b |\n|---|---|\n| [x](command:y) | b |',
  '- - # nested\n- 1. > x\n- ===',
  'ftp://example.com www.example.com https://user:p@example.com/ https://a.b/)[x](command:y)',
  'https://example.com/<b>"`x`[y](command:z)',
  '~~a~~ **b** __c__ *d* _e_',
  '[x]\u200B(command:y) [x](com\u00ADmand:y) [\u202Ex](command:y)',
  '\u0000\u0007\u001B[x](command:y)',
  '$(trash) :smile: @user #1',
  '[^1]: command:x\n[^1] x[^1]',
  '\r\n\r[x](command:y)\r',
  `${'['.repeat(2_000)}x${']('.repeat(2_000)}command:y`,
  '`'.repeat(5_000),
];

test.each(tricky)('%j means nothing', (text) => {
  expect(unknownIn(prose(text))).toSatisfy(isHarmless);
  expect(unknownIn(escaped(text))).toSatisfy(isHarmless);
  expect(unknownIn(codeSpan(text))).toBe('C');
});

test('code, links to the web, paragraphs and lists of a description stay', () => {
  const text =
    'How much `water`, see [the page](https://example.com/a_b).\n\n- ``a b``\n* two\n1. three';
  expect(prose(text)).toBe(
    'How much `water`, see [the page](https://example.com/a_b).\n\n- `a b`\n- two\n1. three',
  );
});

test('an address of the web is a link, the point behind it is not', () => {
  expect(prose('See https://example.com/a.')).toBe(
    'See [https\\://example.com/a](https://example.com/a).',
  );
});

test('ordinary words are not touched', () => {
  const text = 'Number of replicas (at least 1); "half" or 50 % - in-cluster, a.b/c = d!';
  expect(prose(text)).toBe(text);
});

test('code ends where its text does', () => {
  expect(codeSpan('a')).toBe('`a`');
  expect(codeSpan('a`b')).toBe('``a`b``');
  expect(codeSpan('`')).toBe('`` ` ``');
  expect(codeSpan('')).toBe('`""`');
  expect(codeSpan('a\nb')).toBe('`a b`');
});

test('a page that is none has no link', () => {
  expect(pageLink('Reference', 'command:x')).toBe('');
  expect(pageLink('a]b', 'https://example.com/(x)')).toBe('[a\\]b](https://example.com/%28x%29)');
});
