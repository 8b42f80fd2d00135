import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { announceCluster, runningClusters } from './runningClusters.ts';

let folder: string;
let kubeconfigPath: string;
beforeEach(() => {
  const home = mkdtempSync(join(tmpdir(), 'dpm-running-'));
  folder = join(home, 'running');
  kubeconfigPath = join(home, 'kubeconfig.yaml');
  writeFileSync(kubeconfigPath, '');
});
afterEach(() => {
  rmSync(join(folder, '..'), { recursive: true });
});

/** As another process would leave it. */
function announcedBy(pid: number, startedAt: number): void {
  const cluster = { startedBy: 'npm start', startedAt, kubeconfigPath, pid };
  writeFileSync(join(folder, `${String(pid)}.json`), JSON.stringify(cluster));
}

test('without any cluster there is none', () => {
  expect(runningClusters(folder)).toEqual([]);
});

test('a cluster is found until it is taken back', () => {
  const takeBack = announceCluster({ startedBy: 'npm start', kubeconfigPath }, folder);
  expect(runningClusters(folder)).toMatchObject([
    { startedBy: 'npm start', kubeconfigPath, pid: process.pid },
  ]);
  takeBack();
  expect(runningClusters(folder)).toEqual([]);
});

test('the latest one comes first', () => {
  announceCluster({ startedBy: 'npm run cluster', kubeconfigPath }, folder);
  announcedBy(process.ppid, Date.now() + 1000);
  expect(runningClusters(folder).map(({ pid }) => pid)).toEqual([process.ppid, process.pid]);
});

test('what a killed process left behind is no cluster, and is removed', () => {
  const takeBack = announceCluster({ startedBy: 'npm start', kubeconfigPath }, folder);
  takeBack();
  announcedBy(2 ** 30, 1);
  writeFileSync(join(folder, 'half.json'), '{"pid": 1, ');
  expect(runningClusters(folder)).toEqual([]);
  expect(readdirSync(folder)).toEqual([]);
});

test('a cluster whose kubeconfig is gone does not run', () => {
  announceCluster({ startedBy: 'npm start', kubeconfigPath: `${kubeconfigPath}.gone` }, folder);
  expect(runningClusters(folder)).toEqual([]);
});
