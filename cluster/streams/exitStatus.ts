/** How a program in a container has ended: what comes over the status channel, a `Status` of Kubernetes as JSON. */
import type { ClusterError, Result } from '../api.ts';
import { fail, presentable } from '../errors/errors.ts';
import { withoutPeriod } from '../errors/serverWords.ts';
import type { ContainerRef } from '../streamsApi.ts';
import { listAt, parseJson, textAt } from '../values.ts';
import { backendFailure, whereOf } from './streamWords.ts';

/** As container runtimes say that there is no such program. */
const noProgram =
  /executable file not found|no such file or directory|cannot find the file|exec: "[^"]*": (?:permission denied|is a directory)/;

/** Stands as the resource of such a failure. */
const program = 'program';

/** They say so by an exit code as well: that of a shell. */
const notFoundCodes: ReadonlySet<number> = new Set([126, 127]);

/** As container runtimes say that the container does not run (any more). */
const noContainer =
  /container not found|is not running|not in running state|cannot exec in a stopped|not found: not found/i;

/** The container does not have the program that was to be run. */
export function isNoProgram({ code, resource }: ClusterError): boolean {
  return code === 'not-found' && resource === program;
}

export function exitOf(
  text: string,
  where: ContainerRef,
  command: readonly string[],
): Result<number> {
  const status = parseJson(text);
  if (textAt(status, 'status') === 'Success') return { ok: true, value: 0 };
  const words = textAt(status, 'message') ?? text;
  const cause = listAt(status, 'details', 'causes').find(
    (one) => textAt(one, 'reason') === 'ExitCode',
  );
  const code = Number(textAt(cause, 'message') ?? Number.NaN);
  if (Number.isInteger(code) && !(notFoundCodes.has(code) && noProgram.test(words)))
    return { ok: true, value: code };
  if (noContainer.test(words)) {
    return fail(
      'not-found',
      `The ${whereOf(where)} does not run. Wait until it does, or choose another one`,
    );
  }
  if (noProgram.test(words)) {
    return fail(
      'not-found',
      `The ${whereOf(where)} has no program ${command[0] ?? ''}, or may not run it`,
      { resource: program },
    );
  }
  return (
    backendFailure(words, where.pod) ??
    fail(
      'server-error',
      `${command[0] ?? 'The program'} could not be run in ${whereOf(where)}: ${withoutPeriod(presentable(words))}`,
    )
  );
}
