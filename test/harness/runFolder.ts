// One temporary folder for each control plane. Its name holds the process that owns it, so that what a killed run left
// behind is removed by the next one.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcessAlive } from './fileLock.ts';

const prefix = 'dpm-control-plane-';

/** A new empty folder; those of processes that are gone are removed. */
export function createRunFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number(name.slice(prefix.length).split('-')[0]) : 0;
    if (pid > 0 && !isProcessAlive(pid)) removeRunFolder(join(tmpdir(), name));
  }
  return mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-`));
}

export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
