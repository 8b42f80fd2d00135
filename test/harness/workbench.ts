// The workbench as a user has it: code-server with the packaged extension, a window of a fixed size, and drivers that do
// what a hand would do and wait for what an eye would see.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ensureChromium, launchBrowser } from './browser.ts';
import { startUserServer } from './codeServer.ts';
import { ensureCodeServer } from './codeServerInstall.ts';
import type { Log } from './installStep.ts';
import { editorDriver } from './workbenchEditor.ts';
import { messagesDriver, paletteDriver, problemsDriver } from './workbenchParts.ts';
import { treeDriver } from './workbenchTree.ts';
import type { TreeDriver } from './workbenchTree.ts';

export interface WorkbenchOptions {
  /** Copied; the workbench opens the copy. */
  folder: string;
  /** The packaged extension; without it, VS Code alone. */
  vsix?: string;
  settings?: Record<string, unknown>;
  /** For the extensions, e.g. `KUBECONFIG`; without that one a file that is not there, never the user's own. */
  env?: NodeJS.ProcessEnv;
  extraArgs?: string[];
  /** CSS pixels; 1280 × 800 unless given. */
  window?: { width: number; height: number };
  log?: Log;
}

export interface Workbench {
  page: Page;
  /** The copy of the folder that the workbench has open. */
  workspace: string;
  editor: ReturnType<typeof editorDriver>;
  palette: ReturnType<typeof paletteDriver>;
  problems: ReturnType<typeof problemsDriver>;
  messages: ReturnType<typeof messagesDriver>;
  /** Shows a view container of the activity bar and drives one of its trees. */
  tree: (container: string, view: string) => TreeDriver;
  /** The texts of the status bar's items. */
  statusTexts(): Promise<string[]>;
  screenshot(path: string): Promise<void>;
  /** What the page's console and the server said, for a failing test. */
  log(): string;
  /** Ends browser and server and removes the copy. */
  close(): Promise<void>;
}

const actionTimeoutMs = 30_000;
/** The first look reads all of VS Code, which takes a loaded machine longer than any action. */
const openTimeoutMs = 180_000;

/** Rejects with the reason when code-server or a browser cannot be had. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const log = options.log ?? (() => undefined);
  const codeServer = await ensureCodeServer(log);
  if (!codeServer.ok) throw new Error(codeServer.reason);
  const chromium = await ensureChromium(log);
  if (!chromium.ok) throw new Error(chromium.reason);

  const home = await mkdtemp(join(tmpdir(), 'dpm-workbench-'));
  const closers: (() => Promise<unknown>)[] = [
    () => rm(home, { recursive: true, force: true, maxRetries: 5 }),
  ];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const workspace = join(home, 'workspace');
    await cp(options.folder, workspace, { recursive: true });
    const env = { KUBECONFIG: join(home, 'no-kubeconfig'), ...options.env };
    const { vsix, settings, extraArgs } = options;
    const server = await startUserServer(codeServer, {
      home,
      workspace,
      env,
      ...(vsix && { vsix }),
      ...(settings && { settings }),
      ...(extraArgs && { extraArgs }),
    });
    closers.push(() => server.stop());
    const browser = await launchBrowser(chromium.executable);
    closers.push(() => browser.close());

    const page = await browser.newPage({
      viewport: options.window ?? { width: 1280, height: 800 },
    });
    page.setDefaultTimeout(actionTimeoutMs);
    const lines: string[] = [];
    page.on('console', (message) => lines.push(`[${message.type()}] ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`[error] ${error.message}`));
    const query = new URLSearchParams({ folder: workspace }).toString();
    await page.goto(`${server.address}/?${query}`, { timeout: openTimeoutMs });
    await page
      .locator('.explorer-folders-view .monaco-list-row')
      .first()
      .waitFor({ timeout: openTimeoutMs });
    return {
      page,
      workspace,
      editor: editorDriver(page, workspace),
      palette: paletteDriver(page),
      problems: problemsDriver(page),
      messages: messagesDriver(page),
      tree: (container, view) => treeDriver(page, container, view),
      statusTexts: () =>
        page
          .locator('.part.statusbar .statusbar-item')
          .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? '')),
      screenshot: async (path) => {
        await page.screenshot({ path, animations: 'disabled', caret: 'initial' });
      },
      log: () => [...lines, server.output()].join('\n'),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
