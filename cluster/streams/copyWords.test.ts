import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import { fail } from '../errors/errors.ts';
import type { JsonObject } from '../values.ts';
import { runningContainers } from './containers.ts';
import { ErrorOutput, localFailure, tarFailure, TooMuch } from './copyWords.ts';

const where = { pod: { name: 'p', namespace: 'ns' }, container: 'main' };

test('how tar ended is told in words; what grew meanwhile is there all the same', () => {
  const said = (code: number, words: string) => {
    const failure = tarFailure({ ok: true, value: code }, words, where, '/data');
    return failure && `${failure.error.code}: ${failure.error.message}`;
  };
  const grew = 'tar: /data/log: file changed as we read it';
  expect(said(0, 'anything')).toBeUndefined();
  expect(said(1, grew)).toBeUndefined();
  expect(said(2, grew)).toMatch(/^server-error: tar in .*: tar: \/data\/log/);
  expect(said(1, 'odd.')).toMatch(/could not copy \/data: odd$/);
  expect(said(127, '')).toMatch(/^not-found: .* has no tar/);
  expect(said(2, 'tar: /data: Cannot stat: No such file or directory')).toMatch(
    /^not-found: There is no \/data in/,
  );
  for (const words of ['Permission denied', 'Read-only file system', 'Operation not permitted'])
    expect(said(2, words)).toMatch(/^forbidden: The user of .* may not read or write \/data/);
  expect(said(2, '')).toMatch(/it ended with code 2$/);
  expect(tarFailure(fail('unreachable', 'gone'), '', where, '/data')).toMatchObject({
    error: { message: 'gone' },
  });
});

test('what went wrong here is told in words, or by its code', () => {
  const { signal } = new AbortController();
  const said = (error: unknown) => localFailure(error, '/x', signal).error.message;
  expect(said(Object.assign(new Error('a'), { code: 'ENOSPC' }))).toBe(
    '/x could not be copied: no space is left on this machine',
  );
  expect(said(new Error('Size mismatch'))).toMatch(/a file in it has changed meanwhile$/);
  expect(said(Object.assign(new Error('a'), { code: 'EODD' }))).toMatch(/: EODD$/);
  expect(said(new Error('plain'))).toMatch(/: plain$/);
  expect(said(new TooMuch('more than fits'))).toBe('more than fits');
  expect(localFailure(new Error('a'), '/x', AbortSignal.abort()).error.code).toBe('cancelled');
});

test('of what a program says at its end some thousand characters are kept', () => {
  const output = new ErrorOutput();
  output.take(Buffer.from(` ${'a'.repeat(3998)}`));
  output.take(Buffer.from('b'));
  output.take(Buffer.from('c\n'));
  output.take(Buffer.from('d'));
  expect(output.words).toBe(`${'a'.repeat(3998)}b`);
});

async function running(status: JsonObject, annotations: JsonObject = {}) {
  const { context } = memoryCluster({
    kind: 'Pod',
    metadata: { name: 'p', annotations },
    spec: { containers: [{ name: 'one' }, { name: 'two' }] },
    status,
  });
  const found = await runningContainers(context, where.pod);
  return found.ok ? found.value : found.error.message;
}

test('containers that run are told, the one that is meant first', async () => {
  const run = { running: {} };
  const status = {
    ephemeralContainerStatuses: [{ name: 'debug', state: run }],
    initContainerStatuses: [{ name: 'before', state: { terminated: {} } }],
    containerStatuses: [
      { name: 'two', state: run },
      { name: 'one', state: run },
    ],
  };
  expect(await running(status)).toEqual(['one', 'two', 'debug']);
  const wanted = { 'kubectl.kubernetes.io/default-container': 'two' };
  expect(await running(status, wanted)).toEqual(['two', 'one', 'debug']);
});

test('that none runs is told with the reason', async () => {
  const waiting = { name: 'one', state: { waiting: { reason: 'ImagePullBackOff' } } };
  expect(await running({ containerStatuses: [{ name: 'two' }, waiting] })).toMatch(
    /runs \(ImagePullBackOff\)/,
  );
  expect(await running({ phase: 'Pending' })).toMatch(/runs \(Pending\)/);
  expect(await running({})).toMatch(/runs \(not started yet\)/);
});
