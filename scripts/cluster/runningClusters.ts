// Which throw-away clusters run on this machine: one small file each, so that `npm run cluster -- kinds` finds the one of
// `npm start` or `npm run cluster`.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../test/harness/cacheFolder.ts';
import { isProcessAlive } from '../../test/harness/fileLock.ts';

export interface RunningCluster {
  /** The command that a person typed. */
  readonly startedBy: string;
  readonly startedAt: number;
  readonly kubeconfigPath: string;
  /** The process that ends it. */
  readonly pid: number;
}

/** Tells others of a cluster of this process. Returns what takes it back. */
export function announceCluster(
  cluster: Pick<RunningCluster, 'startedBy' | 'kubeconfigPath'>,
  folder = defaultFolder(),
): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${String(process.pid)}.json`);
  const running: RunningCluster = { ...cluster, startedAt: Date.now(), pid: process.pid };
  writeFileSync(file, JSON.stringify(running), { mode: 0o600 });
  return () => {
    rmSync(file, { force: true });
  };
}

/** Those that run, the latest first. What killed processes left behind is removed. */
export function runningClusters(folder = defaultFolder()): RunningCluster[] {
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder).flatMap((name) => {
    const file = join(folder, name);
    const cluster = readCluster(file);
    const isRunning = cluster && isProcessAlive(cluster.pid) && existsSync(cluster.kubeconfigPath);
    if (!isRunning) rmSync(file, { force: true });
    return isRunning ? [cluster] : [];
  });
  return all.sort((one, other) => other.startedAt - one.startedAt);
}

function readCluster(file: string): RunningCluster | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningCluster;
  } catch {
    return undefined; // gone meanwhile, or written only in part by a process that was killed
  }
}

function defaultFolder(): string {
  return cacheFolder('running-clusters');
}
