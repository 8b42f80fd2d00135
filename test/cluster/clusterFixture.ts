// Kubeconfig files and cluster services for the suites of the cluster modules, all gone after the test.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { stringify } from 'yaml';
import type { ClusterError, ClusterService, ClusterSession, Result } from '../../cluster/api.ts';
import { createClusterService } from '../../cluster/clusterService.ts';
import type { ClusterServiceOptions } from '../../cluster/clusterService.ts';
import { builtClusterKinds } from '../harness/clusterKinds.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dpm-cluster-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes a file and returns its path. */
export function fileIn(folder: string, name: string, text: string, mode = 0o600): string {
  const file = join(folder, name);
  writeFileSync(file, text, { mode });
  return file;
}

/** A service that sees exactly these kubeconfig files. */
export function serviceFor(
  files: readonly string[],
  options: Omit<ClusterServiceOptions, 'home'> = {},
): ClusterService {
  const env = { ...process.env, ...options.env, KUBECONFIG: files.join(delimiter) };
  const service = createClusterService({ readKinds: builtClusterKinds, ...options, env });
  onTestFinished(() => service.dispose());
  return service;
}

/** Kubeconfig text with one context `test`: its cluster is the control plane unless told, its user `user`. */
export function kubeconfigFor(
  controlPlane: Pick<ControlPlane, 'url' | 'caCert'>,
  user: object,
  cluster: object = {},
): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test-cluster',
        cluster: {
          server: controlPlane.url,
          'certificate-authority-data': Buffer.from(controlPlane.caCert).toString('base64'),
          ...cluster,
        },
      },
    ],
    users: [{ name: 'test-user', user }],
    contexts: [{ name: 'test', context: { cluster: 'test-cluster', user: 'test-user' } }],
    'current-context': 'test',
  });
}

export async function sessionFor(
  kubeconfig: string,
  options: Omit<ClusterServiceOptions, 'home'> = {},
): Promise<ClusterSession> {
  const folder = temporaryFolder();
  return valueOf(await serviceFor([fileIn(folder, 'config', kubeconfig)], options).session());
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export function errorOf(result: Result<unknown>): ClusterError {
  if (result.ok) throw new Error(`No error but ${JSON.stringify(result.value)}`);
  return result.error;
}

/** A port that nothing listens on. */
export async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('No port');
  return address.port;
}
