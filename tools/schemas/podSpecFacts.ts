// Where objects hold pods: `schemas/<system>/pods.yaml` of all systems in one table.

import type { PodSpecFacts, PodSpecFactsByKind } from '../../shared/kindFacts.ts';
import { factsByKind } from './factsByKind.ts';

/** Throws where two systems speak of one kind, or an entry has no path or a key that nobody reads. */
export function podSpecFacts(schemasDir: string): PodSpecFactsByKind {
  return factsByKind<PodSpecFacts>(schemasDir, 'pods', (fact) => {
    if (!fact.at) return 'no path ("at")';
    const unknown = Object.keys(fact).find((key) => !keys.has(key));
    return unknown && `nobody reads "${unknown}"`;
  });
}

const keys: ReadonlySet<string> = new Set<keyof PodSpecFacts>([
  ...(['at', 'containers', 'mounts', 'volumes', 'adds', 'unless', 'refusedBy'] as const),
]);
