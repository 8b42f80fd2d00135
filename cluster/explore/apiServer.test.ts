import { expect, test } from 'vitest';
import { checksIn } from './apiServer.ts';

test('checks are read wherever they stand: in an answer, or in the words of a failure', () => {
  expect(checksIn('[+]ping ok\n[-]etcd failed: reason withheld\nreadyz check failed')).toEqual([
    { name: 'ping', isOk: true },
    { name: 'etcd', isOk: false },
  ]);
  expect(checksIn('it said: [+]poststarthook/start ok [-]a failed')).toHaveLength(2);
  expect(checksIn('ok')).toEqual([]);
});
