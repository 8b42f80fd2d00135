/**
 * Runs a credential plugin of the kubeconfig (`users[].user.exec`) with a time limit. The library's own
 * runner waits for ever and says only what the plugin printed; here the message names the command.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Failure, Result } from './api.ts';
import { cancelled, errorCode, fail, presentable } from './errors.ts';
import { listAt, objectAt, parseJson, textAt } from './values.ts';
import type { JsonObject } from './values.ts';

export interface ExecCredential {
  readonly token?: string;
  /** PEM. */
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  /** Milliseconds since 1970; absent when it does not expire. */
  readonly expires?: number;
}

export interface ExecPluginRun {
  /** `users[].user.exec`. */
  readonly exec: JsonObject;
  readonly userName: string;
  /** Entry of the cluster, handed over when the plugin asks for it (`provideClusterInfo`). */
  readonly cluster: JsonObject;
  readonly env: NodeJS.ProcessEnv;
  /** Milliseconds. */
  readonly timeout: number;
  readonly signal?: AbortSignal;
}

const MAX_OUTPUT = 1024 * 1024;

export async function runExecPlugin(run: ExecPluginRun): Promise<Result<ExecCredential>> {
  const command = textAt(run.exec, 'command');
  const who = `The credential plugin "${command}" of user ${run.userName}`;
  if (!command) {
    return fail(
      'kubeconfig-broken',
      `The user ${run.userName} has an exec plugin without a command. Correct the kubeconfig`,
    );
  }
  if (textAt(run.exec, 'interactiveMode') === 'Always') {
    return fail(
      'exec-plugin-failed',
      `${who} needs a terminal (interactiveMode: Always). Log in there with kubectl, or use a plugin that works without one`,
    );
  }
  if (run.signal?.aborted) return cancelled();
  const finished = await runToEnd(command, run);
  switch (finished.how) {
    case 'cancelled':
      return cancelled();
    case 'timeout':
      return fail(
        'exec-plugin-timeout',
        `${who} gave no answer within ${run.timeout / 1000} s and was ended. Run it in a terminal to see what it waits for (perhaps a login), then retry`,
      );
    case 'not-started':
      return notStarted(who, command, run.exec, finished.error);
    case 'ended':
      if (finished.code !== 0) return failedPlugin(who, finished);
      return readCredential(who, finished.stdout);
  }
}

type Finished =
  | { how: 'cancelled' | 'timeout' }
  | { how: 'not-started'; error: unknown }
  | { how: 'ended'; code: number | null; stdout: string; stderr: string };

function runToEnd(command: string, run: ExecPluginRun): Promise<Finished> {
  const args = listAt(run.exec, 'args').map(String);
  return new Promise((done) => {
    let child: ChildProcess;
    try {
      // Its own process group, so that what it started ends with it.
      child = spawn(command, args, {
        env: pluginEnvironment(run),
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
    } catch (error) {
      done({ how: 'not-started', error });
      return;
    }
    let stdout = '';
    let stderr = '';
    const finish = (finished: Finished) => {
      clearTimeout(timer);
      run.signal?.removeEventListener('abort', onAbort);
      if (finished.how === 'timeout' || finished.how === 'cancelled') kill(child);
      done(finished);
    };
    const onAbort = () => finish({ how: 'cancelled' });
    const timer = setTimeout(() => finish({ how: 'timeout' }), run.timeout);
    run.signal?.addEventListener('abort', onAbort, { once: true });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout = (stdout + text).slice(0, MAX_OUTPUT);
    });
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-MAX_OUTPUT);
    });
    child.on('error', (error) => finish({ how: 'not-started', error }));
    // `exit`, not `close`: a grandchild may hold the pipes open after the plugin has answered.
    child.on('exit', (code) =>
      setTimeout(() => finish({ how: 'ended', code, stdout, stderr }), 20),
    );
    child.on('close', (code) => finish({ how: 'ended', code, stdout, stderr }));
  });
}

function kill(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error; // it ended by itself meanwhile
  }
}

function pluginEnvironment({ exec, cluster, env }: ExecPluginRun): NodeJS.ProcessEnv {
  const merged: NodeJS.ProcessEnv = { ...env };
  for (const item of listAt(exec, 'env')) {
    const name = textAt(item, 'name');
    if (name) merged[name] = textAt(item, 'value') ?? '';
  }
  const spec: JsonObject = { interactive: false };
  if (exec.provideClusterInfo === true) {
    const {
      server,
      'certificate-authority-data': ca,
      'insecure-skip-tls-verify': insecure,
    } = cluster;
    spec.cluster = {
      server,
      ...(ca === undefined ? {} : { 'certificate-authority-data': ca }),
      ...(insecure === true ? { 'insecure-skip-tls-verify': true } : {}),
    };
  }
  const apiVersion = textAt(exec, 'apiVersion') ?? 'client.authentication.k8s.io/v1';
  merged.KUBERNETES_EXEC_INFO = JSON.stringify({ apiVersion, kind: 'ExecCredential', spec });
  return merged;
}

function notStarted(who: string, command: string, exec: JsonObject, error: unknown): Failure {
  const code = errorCode(error);
  if (code === 'ENOENT') {
    const hint = textAt(exec, 'installHint');
    const advice = hint
      ? presentable(hint)
      : 'Install it, or put its folder on the PATH that VS Code was started with';
    return fail('exec-plugin-missing', `${who} is not installed or not on the PATH. ${advice}`);
  }
  const why =
    code === 'EACCES'
      ? `${command} may not be executed`
      : `it could not be started (${code ?? 'unknown reason'})`;
  return fail('exec-plugin-failed', `${who} failed: ${why}`);
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

function readCredential(who: string, stdout: string): Result<ExecCredential> {
  const status = objectAt(parseJson(stdout), 'status');
  const token = textAt(status, 'token');
  const clientCertificate = textAt(status, 'clientCertificateData');
  const clientKey = textAt(status, 'clientKeyData');
  if (!token && !(clientCertificate && clientKey)) {
    return fail(
      'exec-plugin-failed',
      `${who} printed no credential (an ExecCredential with a token or a certificate and key). Run it in a terminal to see what it prints`,
    );
  }
  const expires = Date.parse(textAt(status, 'expirationTimestamp') ?? '');
  return {
    ok: true,
    value: {
      ...(token && { token }),
      ...(clientCertificate && clientKey && { clientCertificate, clientKey }),
      ...(Number.isNaN(expires) ? {} : { expires }),
    },
  };
}
