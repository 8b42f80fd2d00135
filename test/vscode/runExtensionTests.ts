// Runs mocha suites inside the extension host of a real VS Code and brings back their verdict. Two launchers, the same
// suites: the VS Code that code-server carries, in a headless browser, or a desktop VS Code of @vscode/test-electron.
import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { format } from 'node:util';
import { ensureChromium, launchBrowser } from '../harness/browser.ts';
import { quietSettings, startTestServer } from '../harness/codeServer.ts';
import { ensureCodeServer } from '../harness/codeServerInstall.ts';
import type { Ensured, Log } from '../harness/installStep.ts';
import { runInDesktop } from './desktopLauncher.ts';
import type { SuiteResult } from './suiteResult.ts';

export interface ExtensionTestsOptions {
  /** Folder with the package.json of the extension. */
  extensionPath: string;
  /** Folder with an extension that is installed beside it. */
  installed?: string;
  /** CommonJS file that exports `run(): Promise<void>`. */
  testsPath: string;
  /** Opened as a copy, so that suites may write into it. */
  workspace: string;
  userSettings?: Record<string, unknown>;
  /** Added to the environment of the extension host. */
  env?: Record<string, string>;
  log?: Log;
}

export interface ExtensionTestsRun {
  /** 0 when every test passed. */
  code: number;
  /** Console lines of the extension host and the window. */
  log: string;
  /** Absent when the host ended before the suites could report. */
  result?: SuiteResult;
}

/** One run as a launcher sees it: everything already in place, in a folder of its own. */
export interface PreparedRun {
  extensionPath: string;
  testsPath: string;
  workspace: string;
  /** Short path (sockets live below it), removed after the run. */
  home: string;
  settings: Record<string, unknown>;
  env: Record<string, string>;
  onLine: Log;
}

const timeLimitMs = 600_000;

/** `{ ok: false }` when no VS Code can be had here; a run whose tests fail is `{ ok: true, code: 1 }`. */
export async function runExtensionTests(
  options: ExtensionTestsOptions,
): Promise<Ensured<ExtensionTestsRun>> {
  const log = options.log ?? (() => undefined);
  const home = await mkdtemp(join(tmpdir(), 'dpm-vscode-'));
  const resultFile = join(home, 'result.json');
  const lines: string[] = [];
  try {
    const workspace = join(home, 'workspace');
    await cp(options.workspace, workspace, { recursive: true });
    if (options.installed) await install(options.installed, join(home, 'extensions'));
    const run: PreparedRun = {
      extensionPath: options.extensionPath,
      testsPath: options.testsPath,
      workspace,
      home,
      settings: { ...quietSettings, ...options.userSettings },
      env: {
        KUBECONFIG: join(home, 'no-kubeconfig'), // never the user's own cluster
        ...options.env,
        DPM_TEST_RESULT: resultFile,
      },
      onLine: (line) => {
        lines.push(line);
        log(line);
      },
    };
    const launched = useDesktop() ? await runInDesktop(run) : await runInBrowser(run, log);
    if (!launched.ok) return launched;
    const result = existsSync(resultFile)
      ? (JSON.parse(await readFile(resultFile, 'utf8')) as SuiteResult)
      : undefined;
    return { ok: true, code: launched.code, log: lines.join('\n'), ...(result && { result }) };
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Writes what VS Code keeps of an installed extension: its folder, and an entry in the list. */
async function install(extension: string, extensions: string): Promise<void> {
  const text = await readFile(join(extension, 'package.json'), 'utf8');
  const { publisher, name, version } = JSON.parse(text) as Record<string, string>;
  const id = `${String(publisher)}.${String(name)}`;
  const folder = join(extensions, `${id}-${String(version)}`);
  await cp(extension, folder, { recursive: true });
  const location = { $mid: 1, path: folder, scheme: 'file' };
  const entry = { identifier: { id }, version, location, relativeLocation: basename(folder) };
  await writeFile(join(extensions, 'extensions.json'), JSON.stringify([entry]));
}

/** Where a desktop VS Code can be fetched and shown without more ado; `DPM_VSCODE=electron` or `browser` decides. */
function useDesktop(): boolean {
  if (process.env.DPM_VSCODE) return process.env.DPM_VSCODE === 'electron';
  return process.platform !== 'linux';
}

async function runInBrowser(run: PreparedRun, log: Log): Promise<Ensured<{ code: number }>> {
  const codeServer = await ensureCodeServer(log);
  if (!codeServer.ok) return codeServer;
  const chromium = await ensureChromium(log);
  if (!chromium.ok) return chromium;

  const server = await startTestServer(codeServer, {
    home: run.home,
    env: run.env,
    settings: run.settings,
  });
  try {
    const browser = await launchBrowser(chromium.executable);
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      const exited = new Promise<number>((resolve, reject) => {
        const limit = setTimeout(() => {
          reject(new Error(`the suites did not end within ${String(timeLimitMs / 1000)} s`));
        }, timeLimitMs);
        const end = (code: number) => {
          clearTimeout(limit);
          resolve(code);
        };
        page.on('crash', () => {
          run.onLine('the page crashed');
          end(1);
        });
        void page.exposeFunction('codeAutomationExit', end);
      });
      await page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
        run.onLine(format(...args)); // as console.log prints them
      });
      const remote = `vscode-remote://127.0.0.1:${String(server.port)}`;
      const payload = [
        ['extensionDevelopmentPath', `${remote}${run.extensionPath}`],
        ['extensionTestsPath', `${remote}${run.testsPath}`],
      ];
      const query = new URLSearchParams({
        folder: run.workspace,
        payload: JSON.stringify(payload),
      });
      await page.goto(`${server.address}/?${query.toString()}`);
      return { ok: true, code: await exited };
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}
