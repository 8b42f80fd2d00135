import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../values.ts';
import { runExecPlugin, type ExecPluginRun } from './execPlugin.ts';
import type { Finished, Program } from './runProgram.ts';

const apiVersion = 'client.authentication.k8s.io/v1';
const credential = (token: string) =>
  JSON.stringify({ apiVersion, kind: 'ExecCredential', status: { token } });

/** A real program: Node with a script. */
function run(script: string, exec: JsonObject = {}, more: Partial<ExecPluginRun> = {}) {
  return runExecPlugin({
    exec: { apiVersion, command: process.execPath, args: ['-e', script], ...exec },
    ...{ userName: 'ann', cluster: {}, env: process.env, timeout: 20_000 },
    ...more,
  });
}
const messageOf = async (asked: ReturnType<typeof run>) => {
  const result = await asked;
  return result.ok ? undefined : `${result.error.code}: ${result.error.message}`;
};

test('what the plugin prints is the credential', async () => {
  const answer = await run(`console.log(${JSON.stringify(credential('t'))})`);
  expect(answer).toMatchObject({ ok: true, value: { token: 't' } });
});

test('how a plugin failed is told with its last words', async () => {
  expect(await messageOf(run('console.error("a\\nb\\nc\\nd\\ne"); process.exitCode = 3'))).toMatch(
    /^exec-plugin-failed: The credential plugin ".*" of user ann failed with exit code 3: b[\s\S]*e\. Run it in a terminal/,
  );
  expect(await messageOf(run('process.exitCode = 1'))).toMatch(/exit code 1 and said nothing\./);
  expect(await messageOf(run('process.kill(process.pid, "SIGKILL")'))).toMatch(
    /was ended by a signal and said nothing/,
  );
  expect(await messageOf(run('', {}, { timeout: 1 }))).toMatch(
    /^exec-plugin-timeout: .* gave no answer within 0\.001 s and was ended/,
  );
});

test('a plugin that is not there, or no program, is told with what helps', async () => {
  const missing = { command: 'dpm-no-such-plugin' };
  expect(await messageOf(run('', missing))).toMatch(
    /^exec-plugin-missing: .* is not installed or not on the PATH\. Install it, or put its folder/,
  );
  expect(await messageOf(run('', { ...missing, installHint: 'Ask Bob' }))).toMatch(
    /PATH\. Ask Bob$/,
  );
  const folder = mkdtempSync(join(tmpdir(), 'dpm-plugin-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const plugin = join(folder, 'plugin');
  writeFileSync(plugin, '', { mode: 0o600 });
  const found = await messageOf(run('', { command: plugin }));
  expect(found).toMatch(/^exec-plugin-failed: .* may not be executed\. Make the file executable/);
});

test('a plugin is found on the PATH that it gets', async () => {
  const env = { ...process.env, PATH: dirname(process.execPath) };
  const script = `console.log(${JSON.stringify(credential('t'))})`;
  expect(await run(script, { command: 'node' }, { env })).toMatchObject({ ok: true });
});

test('a plugin that wants a terminal is run in one alone, with time to type', async () => {
  const always = { interactiveMode: 'Always' };
  expect(await messageOf(run('', always))).toMatch(/needs a terminal \(interactiveMode: Always\)/);
  const programs: Program[] = [];
  const terminal = (program: Program): Promise<Finished> => {
    programs.push(program);
    return Promise.resolve({ how: 'ended', code: 0, stdout: credential('typed'), stderr: '' });
  };
  expect(await run('', always, { terminal })).toMatchObject({ value: { token: 'typed' } });
  expect(programs[0]).toMatchObject({ timeout: 600_000, args: ['-e', ''] });
  const never = { interactiveMode: 'Never' };
  const script = `console.log(${JSON.stringify(credential('alone'))})`;
  expect(await run(script, never, { terminal })).toMatchObject({ value: { token: 'alone' } });
  expect(programs).toHaveLength(1);
  const broken = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOEXEC' }));
  expect(await messageOf(run('', always, { terminal: broken }))).toMatch(
    /could not be started \(ENOEXEC\)/,
  );
  const gone = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOENT' }));
  expect(await messageOf(run('', always, { terminal: gone }))).toMatch(/^exec-plugin-missing/);
});

test('an authority that cannot be handed over is told, and a cancel is one', async () => {
  const cluster = { server: 'https://s', 'certificate-authority': '/nowhere/ca.crt' };
  expect(await messageOf(run('', { provideClusterInfo: true }, { cluster }))).toMatch(
    /^certificate-file-missing: .* but the file \/nowhere\/ca\.crt .* cannot be read \(ENOENT\)/,
  );
  expect(await messageOf(run('', {}, { signal: AbortSignal.abort() }))).toMatch(/^cancelled/);
});
