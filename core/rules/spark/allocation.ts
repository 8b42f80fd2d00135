/** The executors of a dynamic allocation that is switched on. */
import type { Severity } from '../../findings/finding.ts';
import { get, type Node } from '../../yaml/node.ts';
import { boolean, number } from '../read.ts';
import type { WalkContext } from '../../walk/visit.ts';

export interface Allocation {
  readonly min?: Node | undefined;
  readonly low?: number | undefined;
  readonly initial?: Node | undefined;
  readonly start?: number | undefined;
  readonly high?: number | undefined;
}

export function allocationOf(spec: Node): Allocation {
  const allocation = get(spec, 'dynamicAllocation');
  if (allocation?.type !== 'map' || boolean(get(allocation, 'enabled')) !== true) return {};
  const [min, initial, max] = ['minExecutors', 'initialExecutors', 'maxExecutors'].map((key) =>
    get(allocation, key),
  );
  return { min, initial, low: number(min), start: number(initial), high: number(max) };
}

/** The webhook refuses it of SparkConnect; an application fails when it starts. */
export function refusedOnly({ gvk }: WalkContext): Severity {
  return gvk.kind === 'SparkConnect' ? 'error' : 'warning';
}
