import { expect, test } from 'vitest';
import { parseKubeconfig } from './kubeconfigParse.ts';

const rootOf = (text: string) => {
  const parsed = parseKubeconfig('config', text);
  return 'root' in parsed ? parsed.root : parsed.error.message;
};

test('an alias may be used as often as kubectl takes it', () => {
  const names = Array.from({ length: 300 }, (_, index) => `  - { name: n${index}, user: *u }\n`);
  const text = `common: &u { token: abc }\nusers:\n${names.join('')}`;
  expect(rootOf(text)).toMatchObject({ users: { length: 300, 299: { user: { token: 'abc' } } } });
});

test('a merge key replaces the keys before it and is replaced by those behind it', () => {
  const base = 'common: &c { server: "https://a" }\n';
  const cluster = (text: string) => rootOf(`${base}clusters: [{ name: c, cluster: ${text} }]\n`);
  const server = (name: string) => ({ clusters: [{ cluster: { server: name } }] });
  expect(cluster('{ server: "https://b", <<: *c }')).toMatchObject(server('https://a'));
  expect(cluster('{ <<: *c, server: "https://b" }')).toMatchObject(server('https://b'));
});

test('aliases that lead nowhere or grow without end are told at their line', () => {
  expect(rootOf('users:\n- name: u\n  user: { password: *secret }\n')).toMatch(
    /at line 3, column 21 "\*" begins an alias.*: put the value in quotes\. Correct it/,
  );
  const levels = Array.from(
    { length: 12 },
    (_, level) => `l${level + 1}: &l${level + 1} [${Array(9).fill(`*l${level}`).join(', ')}]\n`,
  );
  expect(rootOf(`l0: &l0 x\n${levels.join('')}`)).toMatch(
    /at line 2, column 10 the document, with its aliases written out, is larger than 3 MiB/,
  );
});

const file = (cluster: string, user = '{ token: abc }', context = '{ cluster: c, user: me }') =>
  `clusters:\n- name: c\n  cluster: ${cluster}\nusers:\n- name: me\n  user: ${user}\ncontexts:\n- name: x\n  context: ${context}\n`;

// What kubectl answers to these is `json: cannot unmarshal number into Go struct field …`.
test.each([
  [
    '{ certificate-authority-data: 12345678 }',
    '"certificate-authority-data" of cluster c on line 3 is a number in YAML. Put it in quotes',
  ],
  [
    '{ insecure-skip-tls-verify: "true" }',
    '"insecure-skip-tls-verify" of cluster c on line 3 is a text in YAML. Write true or false, without quotes',
  ],
  ['{ server: [https://a] }', '"server" of cluster c on line 3 is a list and not a text'],
  ['abc', '"cluster" of cluster c on line 3 is a text and not a mapping'],
])('a cluster of another type is told at its place: %s', (cluster, words) => {
  expect(rootOf(file(cluster))).toContain(words);
});

test.each([
  ['{ password: 12345 }', '"password" of user me on line 6 is a number in YAML. Put it in quotes'],
  ['{ exec: { args: [a, 5] } }', '"exec.args[1]" of user me on line 6 is a number'],
  [
    '{ exec: { env: [{ name: A, value: yes }] } }',
    '"exec.env[0].value" of user me on line 6 is a truth value',
  ],
  ['\n    as-groups:\n    - a\n    - 5', '"as-groups[1]" of user me on line 9 is a number'],
  [
    '{ as-user-extra: { a: b } }',
    '"as-user-extra.a" of user me on line 6 is a text and not a list',
  ],
  [
    '{ auth-provider: { config: { a: 5 } } }',
    '"auth-provider.config.a" of user me on line 6 is a number',
  ],
])('a user of another type is told at its place: %s', (user, words) => {
  expect(rootOf(file('{}', user))).toContain(words);
});

test('a namespace that is a number is told, and absent or unknown fields are not', () => {
  expect(rootOf(file('{}', '{}', '{ namespace: 5 }'))).toContain(
    '"namespace" of context x on line 9 is a number in YAML',
  );
  const odd = file(
    '{ server: , 5: 6, constructor: [] }',
    '{ exec: { env: [{ name: A, value: }] } }',
  );
  expect(rootOf(`${odd}extensions: [null]\n`)).toHaveProperty('contexts');
});

test.each([
  [
    'apiVersion: v1\nkind: Pod\n',
    'a kubeconfig has "kind: Config", and another one stands on line 2',
  ],
  [
    'kind: Config\napiVersion: v2\n',
    'a kubeconfig has "apiVersion: v1", and another one stands on line 2',
  ],
  ['kind: config\n', 'a kubeconfig has "kind: Config"'],
  ['kind: 5\n', '"kind" on line 1 is a number in YAML'],
])('a file that says to be something else is no kubeconfig: %j', (text, words) => {
  expect(rootOf(text + file('{}'))).toContain(words);
});

test('a file that says nothing of itself is a kubeconfig', () => {
  for (const head of ['', 'kind: ""\n', 'apiVersion: v1\n', 'kind: Config\n'])
    expect(rootOf(head + file('{}'))).toHaveProperty('clusters');
});

test('what is !!binary is the text behind it, as for kubectl', () => {
  const cluster = '{ server: !!binary aHR0cHM6Ly95, certificate-authority-data: !!binary eHh4 }';
  expect(rootOf(file(cluster))).toMatchObject({
    clusters: [{ cluster: { server: 'https://y', 'certificate-authority-data': 'xxx' } }],
  });
});

test('lines may end with carriage returns alone', () => {
  expect(rootOf(file('{ server: https://y }').replaceAll('\n', '\r'))).toMatchObject({
    clusters: [{ cluster: { server: 'https://y' } }],
    contexts: [{ name: 'x' }],
  });
  expect(rootOf(file('{ server: 5 }').replaceAll('\n', '\r'))).toContain('on line 3');
});

test('a second byte order mark is told, as kubectl finds nothing in such a file', () => {
  expect(rootOf(`\ufeff${file('{}')}`)).toContain('two byte order marks');
});
