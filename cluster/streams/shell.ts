/** A shell in a container: the best one that it has. */
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ContainerRef, ExecProcess, ShellOptions } from '../streamsApi.ts';
import { openExec } from './exec.ts';
import { isNoProgram } from './exitStatus.ts';
import { whereOf } from './streamWords.ts';

/** From the best to what is left, with those of Windows. The first one gives place to bash, where that is there. */
const shells: readonly (readonly string[])[] = [
  ['sh', '-c', 'command -v bash >/dev/null 2>&1 && exec bash; exec sh'],
  ['bash'],
  ['powershell.exe'],
  ['cmd.exe'],
];

/** A shell that is not there is told at once, and one that is there writes its prompt. Milliseconds. */
const startsWithin = 3000;

/** Resolves when the shell runs. */
export async function openShell(
  connection: ClusterConnection,
  where: ContainerRef,
  options: ShellOptions,
): Promise<Result<ExecProcess>> {
  for (const command of shells) {
    let started: () => void = () => undefined;
    const hasStarted = new Promise<undefined>((done) => (started = () => done(undefined)));
    const timer = setTimeout(started, startsWithin);
    const opened = await openExec(connection, where, {
      ...options,
      command,
      hasInput: true,
      onOutput(bytes) {
        if (bytes.length > 0) started();
        return options.onOutput(bytes);
      },
    });
    if (!opened.ok) {
      clearTimeout(timer);
      return opened;
    }
    const early = await Promise.race([opened.value.ended, hasStarted]);
    clearTimeout(timer);
    if (early === undefined || early.ok || !isNoProgram(early.error)) return opened;
  }
  return fail(
    'not-found',
    `The ${whereOf(where)} has no shell, as many images that hold one program alone. To look into it, add a container with tools to the pod (kubectl debug)`,
  );
}
