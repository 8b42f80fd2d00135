import { expect, test } from 'vitest';
import { SecretTexts, withoutSecrets, withoutTraces } from './hideSecrets.ts';
import { secretPartsOf } from './secretParts.ts';
import { maskedValue, secretValuesOf } from './secretValues.ts';

test('a secret is hidden wherever it stands in the words, a short word only where they are about it', () => {
  expect(withoutSecrets('not "hunter2!" but x', ['hunter2!'])).toBe('not "<hidden>" but x');
  expect(withoutSecrets('this must be true', ['true'])).toBe('this must be true');
  expect(withoutTraces('this must be text, not the boolean true', ['true'])).toBe(
    'this must be text, not the boolean <hidden>',
  );
});

test('the beginning of a long secret is as bad', () => {
  const secret = 'correct-horse-battery-staple-and-more-of-it';
  expect(withoutSecrets(`not "${secret.slice(0, 30)}..."`, [secret])).toBe('not "<hidden>..."');
  expect(withoutTraces('the text "CORRECT-HO..." is too long', [secret])).toBe(
    'the text "<hidden>..." is too long',
  );
});

test('many secrets at once are found as each by itself, also where they overlap or begin alike', () => {
  const many = Array.from(
    { length: 5_000 },
    (_, index) => `the same long beginning of all ${String(index)}`,
  );
  const texts = new SecretTexts([...many, 'abcdefgh', 'efghijkl', 'short']);
  expect(texts.hide('x the same long beginning of all 4711 y')).toBe('x <hidden> y');
  expect(texts.hide('x the same long beginning of all of us')).toBe('x <hidden>of us');
  expect(texts.hide('abcdefghijkl and abcdefghabcdefgh')).toBe('<hidden> and <hidden>');
  expect(texts.hide('short words stay')).toBe('short words stay');
});

test('a secret that is a word of our sentences is hidden in quotes alone', () => {
  expect(withoutTraces('this must be text, not a mapping', ['a'])).toBe(
    'this must be text, not a mapping',
  );
  expect(withoutTraces('"a" is not a number', ['a'])).toBe('"<hidden>" is not a number');
});

test('words that have nothing in common with the secret stay', () => {
  const words = 'this must be text, not the number 48151623';
  expect(withoutTraces(words, ['48151623'])).toBe('this must be text, not the number <hidden>');
});

test.each([
  ['postgres://user:hunter2x@host/db', ['hunter2x']],
  ['--password=hunter2x --user=me', ['hunter2x']],
  ['jdbc:sqlserver://h;user=sa;password=hunter2x;', ['hunter2x']],
  ['curl -H "Authorization: Bearer abcdefgh12345"', ['abcdefgh12345']],
  ['run --token hunter2x now', ['hunter2x']],
  ['eyJhbGciOiJIUzI1NiJ9.e30.abc_d', ['eyJhbGciOiJIUzI1NiJ9.e30.abc_d']],
  ['AKIAIOSFODNN7EXAMPLE', ['AKIAIOSFODNN7EXAMPLE']],
  ['http://example.com:8080/a?b=c', []],
  ['name: web, replicas: 3', []],
])('%j has the secrets %j', (text, secrets) => {
  expect(secretPartsOf(text)).toEqual(expect.arrayContaining(secrets));
  if (secrets.length === 0) expect(secretPartsOf(text)).toEqual([]);
});

test('secrets of an object: of a Secret, of variables, of settings, in its last configuration, in wrong places', () => {
  const found = secretValuesOf({
    kind: 'List',
    items: [
      {
        apiVersion: 'v1',
        kind: 'Secret',
        data: { a: 'aHVudGVyMg==' },
        stringData: { b: { c: 1234567 } },
      },
      {
        apiVersion: 'v1',
        kind: 'Secret',
        datta: { a: 'misspelt-one' },
        metadata: { name: 'open-name' },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        spec: {
          containers: [
            {
              env: [
                { name: 'DB_PASSWORD', value: 'in-env' },
                { name: 'MODE', value: 'open-value' },
              ],
            },
            { args: ['--password', 'in-arguments', '--mode', 'open-argument'] },
          ],
          sparkConf: { 'spark.hadoop.fs.s3a.secret.key': 'in-conf' },
        },
      },
      {
        metadata: {
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': 'whole-json' },
        },
      },
    ],
  });
  expect(found).toEqual(
    expect.arrayContaining([
      ...['aHVudGVyMg==', 'hunter2', '1234567', 'c', 'misspelt-one', 'in-env', 'in-arguments'],
      ...['in-conf', 'whole-json'],
    ]),
  );
  expect(found.join()).not.toContain('open-');
});

test('a secret beside its field is one: under valueFrom, and below an empty value', () => {
  const found = secretValuesOf({
    env: [
      { name: 'PGPASSWORD', valueFrom: 'in-the-wrong-field' },
      { name: 'DB_PASSWORD', value: null, 'too-little': 'indented' },
      { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'open-name', key: 'open-key' } } },
      { name: 'MODE', value: null, 'open-key': 'open-value' },
    ],
    httpHeaders: [{ name: 'Authorization', value: 'in-a-header' }],
    auths: { registry: { auth: 'in-a-login' } },
    command: ['sshpass', '-p', 'in-a-command', 'ssh', 'open-host'],
  });
  expect(found).toEqual(
    expect.arrayContaining([
      ...['in-the-wrong-field', 'too-little', 'indented', 'in-a-header', 'in-a-login'],
      'in-a-command',
    ]),
  );
  expect(found.join()).not.toContain('open-');
});

test('a default is shown without its secrets', () => {
  expect(maskedValue('password', 'changeme')).toBe('<hidden>');
  expect(maskedValue('password', '')).toBe('');
  expect(maskedValue('auth', { user: 'a', password: 'b', existingSecret: 'c' })).toEqual({
    user: 'a',
    password: '<hidden>',
    existingSecret: 'c',
  });
});
