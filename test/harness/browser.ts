// The browser that shows the workbench: the machine's Chromium (or Chrome), driven by Playwright.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { ensureDebianPackages } from './debianPackages.ts';
import type { Ensured, Log } from './installStep.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const outsideOfPath = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Finds a browser (`DPM_CHROMIUM` names one), or installs Debian's. */
export async function ensureChromium(log: Log): Promise<Ensured<{ executable: string }>> {
  const found = findChromium();
  if (found) return { ok: true, executable: found };
  const installed = await ensureDebianPackages(['chromium'], log);
  if (!installed.ok) return installed;
  const executable = findChromium();
  return executable
    ? { ok: true, executable }
    : { ok: false, reason: 'no Chromium or Chrome was found' };
}

/** A headless browser without any traffic of its own. */
export function launchBrowser(executable: string): Promise<Browser> {
  return chromium.launch({
    executablePath: executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

function findChromium(): string | undefined {
  const named = process.env.DPM_CHROMIUM;
  if (named) return named;
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...onPath, ...outsideOfPath].find((candidate) => existsSync(candidate));
}
