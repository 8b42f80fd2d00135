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
