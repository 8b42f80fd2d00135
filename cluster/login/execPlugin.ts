/**
 * Runs a credential plugin of the kubeconfig (`users[].user.exec`) with a time limit. The library's own
 * runner waits for ever and says only what the plugin printed; here the message names the command.
 */
import type { Failure, Result } from '../api.ts';
import { cancelled, errorCode, fail, presentable } from '../errors/errors.ts';
import { listAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import { readExecCredential } from './execAnswer.ts';
import type { ExecCredential } from './execAnswer.ts';
import { findCommand } from './execCommand.ts';
import { pluginEnvironment } from './execInfo.ts';
import { runProgram } from './runProgram.ts';
import type { Finished, Program } from './runProgram.ts';

/**
 * Runs a program with a terminal of the editor as its standard input and error output. What it prints to its standard
 * output is handed back and not shown.
 */
export type RunInTerminal = (program: Program) => Promise<Finished>;

export interface ExecPluginRun {
  /** `users[].user.exec`, which `loginProblem` has found to be complete. */
  readonly exec: JsonObject;
  readonly userName: string;
  /** Entry of the cluster, handed over when the plugin asks for it (`provideClusterInfo`). */
  readonly cluster: JsonObject;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds; without a terminal. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
  /** Given when the user wants the plugin to have a terminal. */
  readonly terminal?: RunInTerminal;
}

/** How long somebody may type in a terminal, in milliseconds. */
const TERMINAL_TIMEOUT = 10 * 60_000;

export async function runExecPlugin(run: ExecPluginRun): Promise<Result<ExecCredential>> {
  const command = textAt(run.exec, 'command') ?? '';
  const who = `The credential plugin "${command}" of user ${run.userName}`;
  if (needsTerminal(run.exec) && !run.terminal) {
    return fail(
      'exec-plugin-failed',
      `${who} needs a terminal (interactiveMode: Always). Run it in one, or use a plugin that works without`,
    );
  }
  if (run.signal?.aborted) return cancelled();
  const found = await findCommand(command, run.env);
  if (found.how === 'missing') return missing(who, run.exec);
  if (found.how !== 'found') {
    return fail(
      'exec-plugin-failed',
      `${who} failed: ${command} may not be executed. Make the file executable`,
    );
  }
  const terminal = textAt(run.exec, 'interactiveMode') === 'Never' ? undefined : run.terminal;
  const timeout = terminal ? TERMINAL_TIMEOUT : run.timeout;
  let env: NodeJS.ProcessEnv;
  try {
    env = await pluginEnvironment({ ...run, interactive: terminal !== undefined }, run.env);
  } catch (error) {
    return unreadableAuthority(who, run.cluster, error);
  }
  const program: Program = {
    name: command,
    path: found.path,
    args: listAt(run.exec, 'args').map(String),
    env,
    timeout,
    ...(run.signal && { signal: run.signal }),
  };
  const finished = await (terminal ?? runProgram)(program).catch((error: unknown) => ({
    how: 'not-started' as const,
    error,
  }));
  return result(who, run, finished, timeout);
}

/** Such a plugin is not run before the user has agreed to a terminal. */
function needsTerminal(exec: JsonObject): boolean {
  return textAt(exec, 'interactiveMode') === 'Always';
}

function result(
  who: string,
  { exec }: ExecPluginRun,
  finished: Finished,
  timeout: number,
): Result<ExecCredential> {
  switch (finished.how) {
    case 'cancelled':
      return cancelled();
    case 'timeout':
      return fail(
        'exec-plugin-timeout',
        `${who} gave no answer within ${timeout / 1000} s and was ended. Run it in a terminal to see what it waits for (perhaps a login), then retry`,
      );
    case 'not-started':
      return errorCode(finished.error) === 'ENOENT'
        ? missing(who, exec)
        : fail(
            'exec-plugin-failed',
            `${who} failed: it could not be started (${errorCode(finished.error) ?? 'unknown reason'}). Check that the file is a program of this system`,
          );
    case 'ended':
      if (finished.code !== 0) return failedPlugin(who, finished);
      return readExecCredential(who, textAt(exec, 'apiVersion') ?? '', finished.stdout);
  }
}

function missing(who: string, exec: JsonObject): Failure {
  const hint = textAt(exec, 'installHint');
  const advice = hint
    ? presentable(hint)
    : 'Install it, or put its folder on the PATH that VS Code was started with';
  return fail('exec-plugin-missing', `${who} is not installed or not on the PATH. ${advice}`);
}

function unreadableAuthority(who: string, cluster: JsonObject, error: unknown): Failure {
  const path = textAt(cluster, 'certificate-authority') ?? '';
  return fail(
    'certificate-file-missing',
    `${who} is to be told of the cluster (provideClusterInfo), but the file ${path} that the kubeconfig names as "certificate-authority" cannot be read (${errorCode(error) ?? 'unknown reason'}). Put it back or correct the path`,
  );
}

function failedPlugin(
  who: string,
  { code, stderr }: { code: number | null; stderr: string },
): Failure {
  const lastWords = presentable(stderr.trim().split('\n').slice(-4).join('\n'));
  const ended = code === null ? 'was ended by a signal' : `failed with exit code ${code}`;
  return fail(
    'exec-plugin-failed',
    `${who} ${ended}${lastWords ? `: ${lastWords}` : ' and said nothing'}. Run it in a terminal to log in again, then retry`,
  );
}
