// A kubeconfig whose user is a program that leaves a trace when it is called: who touches a cluster is found out.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface KubeconfigTrap {
  kubeconfig: string;
  /** There once the program was called. */
  trace: string;
}

/** Writes both into `folder`. The cluster's address is one that nothing listens on. */
export async function writeKubeconfigTrap(folder: string): Promise<KubeconfigTrap> {
  const kubeconfig = join(folder, 'trap-kubeconfig.json');
  const trace = join(folder, 'trap-was-called');
  const program = `require('fs').writeFileSync(${JSON.stringify(trace)}, ''); process.exit(1)`;
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', program],
    interactiveMode: 'Never',
  };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'trap', cluster: { server: 'https://127.0.0.1:9' } }],
    users: [{ name: 'trap', user: { exec } }],
    contexts: [{ name: 'trap', context: { cluster: 'trap', user: 'trap' } }],
    'current-context': 'trap',
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  return { kubeconfig, trace };
}
