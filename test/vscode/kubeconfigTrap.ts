// A kubeconfig that finds out who touches a cluster: the user of one context is a program that leaves a trace when it is
// called, the server of another one leaves a trace when somebody connects.
import { writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export interface KubeconfigTrap {
  kubeconfig: string;
  /** There once the program was called. */
  trace: string;
  /** There once somebody has connected. */
  connected: string;
}

/** Writes all into `folder`. The context in use is that of the server, `open-trap`; the other one is `trap`. */
export async function writeKubeconfigTrap(folder: string): Promise<KubeconfigTrap> {
  const kubeconfig = join(folder, 'trap-kubeconfig.json');
  const trace = join(folder, 'trap-was-called');
  const connected = join(folder, 'trap-was-connected-to');
  const server = createServer((socket) => {
    writeFileSync(connected, '');
    socket.destroy();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref(); // it ends with whoever set the trap
  const { port } = server.address() as AddressInfo;
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
    clusters: [
      // Nothing listens there.
      { name: 'trap', cluster: { server: 'https://127.0.0.1:9' } },
      { name: 'open-trap', cluster: { server: `https://127.0.0.1:${port}` } },
    ],
    users: [
      { name: 'trap', user: { exec } },
      { name: 'open-trap', user: { token: 'none' } },
    ],
    contexts: ['trap', 'open-trap'].map((name) => ({
      name,
      context: { cluster: name, user: name },
    })),
    'current-context': 'open-trap',
  };
  await writeFile(kubeconfig, JSON.stringify(config));
  return { kubeconfig, trace, connected };
}
