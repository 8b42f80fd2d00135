import { expect, test } from 'vitest';
import { random } from '../../test/attack/harness/random.ts';
import { compileRe2 } from './re2.ts';

function found(pattern: string, text: string): boolean | undefined {
  const compiled = compileRe2(pattern);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.expression.test(text);
}

test('expressions are read as Go reads them', () => {
  const cases: [pattern: string, text: string, isFound: boolean][] = [
    ['b', 'abc', true],
    ['^b', 'abc', false],
    // `$` and `\z` are the end of the text, not of a line.
    ['a$', 'a\n', false],
    ['\\Aa\\z', 'a', true],
    ['(?m)^a$', 'b\na\nb', true],
    ['^.$', '\n', false],
    ['(?s)^.$', '\n', true],
    ['(?i)^ab$', 'AB', true],
    ['^(?i:a)b$', 'Ab', true],
    ['^(?i:a)b$', 'AB', false],
    ['(?i)^k$', '\u212a', true],
    ['^[[:alpha:]]+$', 'abc', true],
    ['^\\p{Greek}+$', 'αβγ', true],
    ['^\\pL$', 'ß', true],
    ['^\\w$', 'ß', false],
    ['^\\s$', '\u00a0', false],
    ['^\\Qa.b\\E$', 'a.b', true],
    ['^\\Qa.b\\E$', 'axb', false],
    ['(?P<name>a)', 'a', true],
    ['^a{,2}$', 'a{,2}', true],
    ['^\\x{1F600}$', '😀', true],
    // One character, of two halves.
    ['^.$', '😀', true],
    ['^a\\-b\\_c\\@d$', 'a-b_c@d', true],
  ];
  for (const [pattern, text, isFound] of cases)
    expect([pattern, text, found(pattern, text)]).toEqual([pattern, text, isFound]);
});

test('half of a character is what a server makes of it', () => {
  expect(found('^\ufffd$', '\ud800')).toBe(true);
  expect(found('^\ud800$', '\ufffd')).toBe(true);
});

test('what Go refuses is refused, with its reason', () => {
  const invalid = [
    '(?=a)',
    '(?!a)',
    '(?<=a)',
    '(a)\\1',
    '[a',
    '(a',
    'a**',
    'a{1001}',
    '\\Z',
    '\\C',
  ];
  for (const pattern of invalid)
    expect([pattern, compileRe2(pattern)]).toMatchObject([pattern, { ok: false, isInvalid: true }]);
  expect(compileRe2('[a')).toMatchObject({ reason: 'missing closing ]: `[a`' });
});

test('what the library refuses and Go may take is not called wrong', () => {
  expect(compileRe2('(?P<a>b)(?P<a>c)')).toMatchObject({ ok: false, isInvalid: false });
  expect(compileRe2('\\p{Klingon}')).toMatchObject({ ok: false, isInvalid: false });
});

test('expressions that stop others end, in steps that grow with the text', () => {
  for (const pattern of ['(a+)+$', '^(a|aa)+$', '(a*)*b', '^(\\w+\\s?)*$', '(.*)(.*)(.*)x']) {
    const spent = [50_000, 100_000].map((length) => {
      const text = `${'a'.repeat(length)}!`;
      const before = process.cpuUsage();
      expect(found(pattern, text)).toBe(false);
      const { user } = process.cpuUsage(before);
      return user;
    });
    // Twice the text: with the square it would be four times the work, 2ⁿ would not end.
    expect(spent[1]).toBeLessThan((spent[0] ?? 0) * 3.5 + 50_000);
  }
});

test('a text that needs too many states is left open, whatever was read before it', () => {
  const compiled = compileRe2('[ab]*a[ab]{31}c?$');
  if (!compiled.ok) throw new Error(compiled.reason);
  const chance = random(1);
  const text = Array.from({ length: 100_000 }, () => chance.pick(['a', 'b'])).join('');
  const { expression } = compiled;
  expect(expression.test('ab'.repeat(100))).toBe(true);
  expect(expression.test(`${text}!`)).toBeUndefined();
  expect(expression.test('ab'.repeat(100))).toBe(true);
  expect(expression.bytes).toBeLessThan(5_000_000);
});
