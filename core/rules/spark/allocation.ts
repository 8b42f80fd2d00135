/** The executors of a dynamic allocation that is switched on. */
import { get, type Node } from '../../yaml/node.ts';
import { boolean, number } from '../read.ts';

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
