import { expect, test } from 'vitest';
import { exitOf } from './exitStatus.ts';

const where = { pod: { namespace: 'default', name: 'web' }, container: 'main' };

/** As containerd and CRI-O say it. */
test.each<[string, string, object]>([
  [
    'no such program, by containerd',
    'Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "1": OCI runtime exec failed: exec failed: unable to start container process: exec: "bash": executable file not found in $PATH: unknown',
    {
      code: 'not-found',
      message:
        'The container main of Pod web in namespace default has no program bash, or may not run it',
    },
  ],
  [
    'a container that has ended',
    'Internal error occurred: unable to upgrade connection: container not found ("main")',
    {
      code: 'not-found',
      message:
        'The container main of Pod web in namespace default does not run. Wait until it does, or choose another one',
    },
  ],
  [
    'a node that is gone',
    'error dialing backend: dial tcp 10.0.0.7:10250: connect: no route to host',
    { code: 'unreachable' },
  ],
  [
    'something else',
    'quota of tokens is over.',
    {
      code: 'server-error',
      message:
        'bash could not be run in container main of Pod web in namespace default: quota of tokens is over',
    },
  ],
])('%s is told in words', (_, message, error) => {
  const status = JSON.stringify({ status: 'Failure', reason: 'InternalError', message });
  expect(exitOf(status, where, ['bash'])).toMatchObject({ ok: false, error });
});

test('an exit code is no failure, unless it stands for a program that is not there', () => {
  const exit = (code: string, message = `command terminated with exit code ${code}`) =>
    exitOf(
      JSON.stringify({
        ...{ status: 'Failure', reason: 'NonZeroExitCode', message },
        details: { causes: [{ reason: 'ExitCode', message: code }] },
      }),
      where,
      ['bash'],
    );
  expect(exit('0')).toEqual({ ok: true, value: 0 });
  expect(exit('137')).toEqual({ ok: true, value: 137 });
  expect(exit('127')).toEqual({ ok: true, value: 127 });
  expect(
    exit('127', 'executable file `bash` not found: No such file or directory (os error 2)'),
  ).toEqual({ ok: true, value: 127 });
  expect(exit('126', 'exec: "bash": permission denied')).toMatchObject({
    error: { code: 'not-found' },
  });
  expect(exit('x')).toMatchObject({ error: { code: 'server-error' } });
});
