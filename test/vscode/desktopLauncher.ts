// The launcher for machines that may fetch a desktop VS Code (macOS, Windows, CI with a display).
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { TestRunFailedError, downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { cacheFolder } from '../harness/cacheFolder.ts';
import type { Ensured } from '../harness/installStep.ts';
import type { PreparedRun } from './runExtensionTests.ts';

/** `DPM_VSCODE_VERSION` picks the version (`stable` unless set). */
export async function runInDesktop(run: PreparedRun): Promise<Ensured<{ code: number }>> {
  const version = process.env.DPM_VSCODE_VERSION ?? 'stable';
  let executable: string;
  try {
    const cachePath = cacheFolder('vscode-desktop');
    executable = await downloadAndUnzipVSCode({ version, cachePath });
  } catch (error) {
    return { ok: false, reason: `VS Code (${version}) could not be fetched: ${String(error)}` };
  }
  const userData = join(run.home, 'user-data');
  await mkdir(join(userData, 'User'), { recursive: true });
  await writeFile(
    join(userData, 'User', 'settings.json'),
    JSON.stringify(run.settings, undefined, 2),
  );
  try {
    const code = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: run.extensionPath,
      extensionTestsPath: run.testsPath,
      extensionTestsEnv: run.env,
      launchArgs: [
        run.workspace,
        ...['--user-data-dir', userData, '--extensions-dir', join(run.home, 'extensions')],
        ...['--disable-workspace-trust', '--disable-gpu', '--disable-telemetry', '--skip-welcome'],
      ],
      stdout: linesTo(run.onLine),
      stderr: linesTo(run.onLine),
    });
    return { ok: true, code };
  } catch (error) {
    if (error instanceof TestRunFailedError) return { ok: true, code: error.code ?? 1 };
    throw error;
  }
}

function linesTo(onLine: (line: string) => void): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n')) if (line.trim()) onLine(line);
      done();
    },
  });
}
