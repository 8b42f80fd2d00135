import { expect, test } from 'vitest';
import { readExecCredential, readTime } from './execAnswer.ts';

const version = 'client.authentication.k8s.io/v1';
const answer = JSON.stringify({
  apiVersion: version,
  kind: 'ExecCredential',
  status: { token: 'abc' },
});
const read = (stdout: string) => readExecCredential('The plugin', version, stdout);

test.each([
  answer,
  ` \n${answer}\n`,
  `apiVersion: ${version}\nkind: ExecCredential\nstatus: {token: abc}\n`,
])('takes the credential of %j', (stdout) => {
  expect(read(stdout)).toEqual({ ok: true, value: { token: 'abc' } });
});

test.each(['\nGood bye', '\n# done', `\n${answer}`, '\n---\n'])(
  'JSON with something behind it is no credential, as for kubectl: %j',
  (end) => {
    expect(read(answer + end)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('and nothing else') as string },
    });
  },
);

const first = Date.UTC(2030, 0, 1);
test.each([
  ['2030-01-01T00:00:00Z', first],
  ['2030-01-01T0:00:00Z', first],
  ['2030-01-01T1:00:00+01:00', first],
  ['2030-01-01T00:00:00,5Z', first + 500],
  ['2030-01-01T24:00:00Z', Number.NaN],
  ['2030-1-01T00:00:00Z', Number.NaN],
  ['2030-01-01T00:0:00Z', Number.NaN],
  ['2030-01-01T00:00:60Z', Number.NaN],
  ['2030-02-30T00:00:00Z', Number.NaN],
  ['2030-01-01T00:00:00+25:00', Number.NaN],
])('reads the time %s as Go does', (stamp, expected) => {
  expect(readTime(stamp)).toBe(expected);
});
