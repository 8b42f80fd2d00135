import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { secretsIn, secretsInLines } from './documentSecrets.ts';
import { mayHoldSecrets } from './mayHoldSecrets.ts';

function findsSecrets(source: string): boolean {
  const { root } = new ManifestDocument(source, 1).parsed;
  const found = [...secretsIn(root, undefined, () => undefined), ...secretsInLines(source, false)];
  return found.length > 0;
}

test('a Pod that names no secret is told by one look', () => {
  const pod = `apiVersion: v1
kind: Pod
metadata: {name: tester, labels: {app: my-app}}
spec:
  containers:
    - name: main
      image: example.com/app:1
      command: [sh, -c, mkdir -p /data]
`;
  expect(mayHoldSecrets(pod)).toBe(false);
  expect(findsSecrets(pod)).toBe(false);
});

test.each([
  'apiVersion: v1\nkind: Secret\ndata: {a: b}',
  'apiVersion: v1\nkind: Secrte\ndata: {a: b}',
  'apiVersion: v1\nkind: Pod\nspec: {template: {apiVersion: v1, data: {a: b}}}',
  'stringData: {a: b}',
  '"p\\x61ssword": b',
  '!!binary cGFzc3dvcmQ=: b',
  'command: [mysql,-phunter]',
  'command: [curl,-u,"me:hunter"]',
  'command: curl --user me:hunter',
  'last--applied--configuration: b',
])('a text that may hold a secret is searched: %j', (source) => {
  expect(mayHoldSecrets(source)).toBe(true);
});

const keys = [
  ...[
    'name',
    'value',
    'data',
    'kind',
    'args',
    'spec',
    'vlaue',
    'auth',
    'auths',
    'literals',
    'item',
  ],
  ...['dbPassword', 'PASS', 'pw', 'user_pw2', 'api-key', 'connection uri', 'dsn', 'keytab', 'PIN'],
  ...[
    'amz-signature',
    'jaasConfig',
    'basic.auth',
    'dockerConfigJson',
    'stringData',
    'Authorization',
  ],
];
const values = [
  ...['plain', '12', '[a, b]', '', '"-p x"', 'PGPASSWORD', 'Secret', 'Scret', 'Pod', 'auth'],
  ...[
    'postgres://u:hunter@h/db',
    'mysql -phunter',
    'curl -u me:hunter',
    'sshpass -p hunter',
    'ghp_',
  ],
  ...[
    'ldapsearch -w hunter',
    'redis-cli -a hunter',
    `AKIA${'A'.repeat(16)}`,
    '[login, -p, hunter]',
  ],
  ...['--token hunter', 'sig=hunter', '<pwd>hunter</pwd>', 'Bearer hunterhunter', 'mkdir -p /data'],
];

test('what is found is never told to be absent', () => {
  let seed = 7;
  const below = (count: number): number => (seed = (seed * 48_271) % 2_147_483_647) % count;
  const counts = { found: 0, absent: 0 };
  for (let round = 0; round < 3_000; round++) {
    const lines = Array.from({ length: 1 + below(2) }, () => {
      const indent = '  '.repeat(below(3));
      return `${indent}${keys[below(keys.length)]}: ${values[below(values.length)]}`;
    });
    const source = lines.join('\n');
    const may = mayHoldSecrets(source);
    if (!may) counts.absent++;
    if (!findsSecrets(source)) continue;
    counts.found++;
    expect(may, source).toBe(true);
  }
  expect(counts.found).toBeGreaterThan(500);
  expect(counts.absent).toBeGreaterThan(100);
});

test('no bundled schema of a kind marks a field as secret: texts alone decide', () => {
  const folder = join(import.meta.dirname, '../../dist/schemas');
  // Of charts and of files of tools the schema says it, too.
  const kinds = readdirSync(folder).filter((name) => !/^(?:chart|file)\./.test(name));
  expect(kinds.length).toBeGreaterThan(20);
  for (const name of kinds)
    expect(readFileSync(join(folder, name), 'utf8'), name).not.toContain('"x-secret":');
});
