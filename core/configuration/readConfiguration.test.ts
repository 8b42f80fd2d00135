import { expect, test } from 'vitest';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { readConfiguration } from './readConfiguration.ts';

/** What is wrong in a text: `LINE:COLUMN severity message`. */
function problemsIn(text: string): string[] {
  const document = new ManifestDocument(text, 0);
  return readConfiguration(document).findings.map(({ span, severity, code, message }) => {
    const { line, character } = document.positionAt(span[0]);
    expect(code).toBe('configuration');
    return `${line + 1}:${character + 1} ${severity} ${message}`;
  });
}

const read = (text: string) => readConfiguration(new ManifestDocument(text, 0)).configuration;

test('all keys are read, with off as it is written', () => {
  const text = `rules:
  unknown-field: warning
  missing-field: off
ignore:
  - charts/
  - '**/*.{tmp,gen}.yaml'
placeholders: ['\\$\\{\\w+\\}']
kubernetesVersion: 1.30
`;
  expect(problemsIn(text)).toEqual([]);
  expect(read(text)).toEqual({
    rules: { 'unknown-field': 'warning', 'missing-field': 'off' },
    ignore: ['charts/', '**/*.{tmp,gen}.yaml'],
    placeholders: ['\\$\\{\\w+\\}'],
    kubernetesVersion: '1.30',
  });
});

test('an empty file and keys without a value say nothing', () => {
  for (const text of ['', '# later\n', 'rules:\nignore:\nplaceholders:\nkubernetesVersion:\n'])
    expect(problemsIn(text)).toEqual([]);
});

test('a version is read by its release, and may be left to whoever knows', () => {
  expect(read("kubernetesVersion: 'v1.29.3'\n").kubernetesVersion).toBe('1.29');
  expect(read('kubernetesVersion: auto\n').kubernetesVersion).toBe('auto');
});

test('one pattern needs no list', () => {
  expect(read('ignore: charts/\n').ignore).toEqual(['charts/']);
});

test('an unknown key and an unknown code are warnings, with what was probably meant', () => {
  expect(problemsIn('rule: {}\n')).toEqual([
    '1:1 warning there is no key rule: did you mean rules?',
  ]);
  expect(problemsIn('schemas: []\n')).toEqual([
    '1:1 warning there is no key schemas: it takes rules, ignore, placeholders and kubernetesVersion',
  ]);
  expect(problemsIn('rules:\n  unknown-fild: off\n')).toEqual([
    '2:3 warning no rule has the code unknown-fild: did you mean unknown-field?',
  ]);
});

test('what has the wrong form is an error at its place, and the rest counts', () => {
  const text = `rules:
  unknown-field: loud
  missing-field: hint
ignore: { a: b }
placeholders: ['[a']
kubernetesVersion: newest
`;
  expect(problemsIn(text)).toEqual([
    '2:18 error the level of unknown-field must be one of off, hint, information, warning, error',
    '4:9 error ignore must be a list of patterns',
    '5:16 error this is no regular expression (RE2): missing closing ]: `[a`',
    '6:20 error kubernetesVersion must be a version such as 1.34',
  ]);
  expect(read(text).rules).toEqual({ 'missing-field': 'hint' });
});

test('a rule that is set twice is an error at the second place', () => {
  expect(problemsIn('rules:\n  missing-field: hint\n  missing-field: off\n')).toEqual([
    '3:3 error missing-field is set before: keep one of the two',
  ]);
});

test('a text that is no mapping, and one that is no YAML, cannot be read', () => {
  for (const text of ['- rules\n', 'rules: [\n', 'on\n']) {
    const found = readConfiguration(new ManifestDocument(text, 0));
    expect(found.isBroken, text).toBe(true);
    expect(found.findings[0]?.severity).toBe('error');
  }
});
