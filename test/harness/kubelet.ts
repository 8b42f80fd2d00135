// The kubelet of simulated nodes: `exec` and port-forward as the API server proxies them, run on this machine.
import { ensureGoProgram } from './goProgram.ts';
import type { Ensured, Log } from './installStep.ts';

export function ensureKubelet(
  log: Log,
  signal: AbortSignal | undefined,
): Promise<Ensured<{ program: string }>> {
  return ensureGoProgram(
    {
      name: 'kubelet',
      cacheName: 'kubelet',
      title: 'kubelet of simulated nodes',
      sources: ['lifeline/lifeline.go'],
      signal,
    },
    log,
  );
}
