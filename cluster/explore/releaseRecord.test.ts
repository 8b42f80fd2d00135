import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lastRevisions } from './helmReleases.ts';
import { readRelease } from './releaseRecord.ts';

const base64 = (bytes: Buffer | string) => Buffer.from(bytes).toString('base64');
const secretOf = (packed: Buffer | string) => ({ data: { release: base64(base64(packed)) } });
const record = {
  chart: { metadata: { name: 'airflow', version: '1.15.0' } },
  config: { replicas: 2 },
  manifest: 'kind: Pod\n',
};

test('a release is read packed and, as old versions of Helm wrote it, plain', async () => {
  const expected = {
    chart: { name: 'airflow', version: '1.15.0' },
    values: { replicas: 2 },
    manifest: 'kind: Pod\n',
  };
  const text = JSON.stringify(record);
  expect(await readRelease(secretOf(gzipSync(text)))).toEqual(expected);
  expect(await readRelease(secretOf(text))).toEqual(expected);
});

test.each([
  ['nothing', {}],
  ['no JSON', secretOf('x')],
  ['cut off', secretOf(gzipSync(JSON.stringify(record)).subarray(0, 40))],
  ['more than fits', secretOf(gzipSync(Buffer.alloc(65 * 1024 * 1024)))],
])('a Secret with %s is no release', async (_what, secret) => {
  expect(await readRelease(secret)).toBeUndefined();
});

test('of the revisions of a release the last one counts, by number', () => {
  const secret = (name: string, version: string, namespace = 'a') => ({
    metadata: {
      name: `${name}.v${version}`,
      namespace,
      labels: { name, version, status: 'deployed' },
    },
  });
  const found = lastRevisions([
    secret('flow', '10'),
    secret('flow', '9'),
    secret('flow', '2', 'b'),
    secret('odd', 'x'),
    { metadata: {} },
    null,
  ]);
  expect(found.map(({ namespace, kept }) => [namespace, kept?.revision, kept?.secret])).toEqual([
    ['a', 10, 'flow.v10'],
    ['b', 2, 'flow.v2'],
  ]);
});
