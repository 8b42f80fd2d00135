import { expect, test } from 'vitest';
import type { Health } from '../../cluster/api.ts';
import { parseFilter } from './filter.ts';

const summary = (name: string, status: string, health: Health) => ({
  ref: { apiVersion: 'v1', kind: 'Pod', name },
  status,
  health,
});

test('words look at names, state: at the state in words and as it is judged', () => {
  const all = [
    summary('web-1', 'Running', 'ok'),
    summary('web-2', 'CrashLoopBackOff', 'error'),
    summary('db-1', 'NotReady', 'progressing'),
  ];
  const names = (text: string) =>
    all.filter((one) => parseFilter(text)?.matches(one) ?? true).map(({ ref }) => ref.name);
  expect(names('WEB')).toEqual(['web-1', 'web-2']);
  expect(names('state:error')).toEqual(['web-2']);
  expect(names('state:notready 1')).toEqual(['db-1']);
  expect(names('web state:ready')).toEqual([]);
  expect(names('  ')).toEqual(['web-1', 'web-2', 'db-1']);
});

test('labels are for the server, several of them all have to hold', () => {
  expect(parseFilter('app=web tier!=test x')).toMatchObject({
    text: 'app=web tier!=test x',
    labelSelector: 'app=web,tier!=test',
  });
  expect(parseFilter('x')?.labelSelector).toBeUndefined();
});
