import { get } from '../../yaml/node.ts';
import { boolean, isSet, keyOf, number } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-dynamic-allocation',
  severity: 'warning',
  claims: 'advice',
  summary: 'Numbers of a dynamic allocation: minimum, initial and maximum in order.',
  on: { types: [APPLICATION, CONNECT] },
  check({ node, ctx }, report) {
    const allocation = get(node, 'dynamicAllocation');
    if (!isSet(allocation) || allocation.type !== 'map') return;
    if (boolean(get(allocation, 'enabled')) !== true) {
      if (allocation.entries.some(({ key }) => key.source !== 'enabled')) {
        report(
          keyOf(node, 'dynamicAllocation'),
          'the settings have no effect: add "enabled: true"',
        );
      }
      return;
    }
    const [min, initial, max] = ['minExecutors', 'initialExecutors', 'maxExecutors'].map((key) =>
      get(allocation, key),
    );
    const [low, start, high] = [number(min), number(initial), number(max)];
    // The webhook refuses this of SparkConnect; an application fails when it starts.
    const more = { severity: ctx.gvk.kind === 'SparkConnect' ? 'error' : 'warning' } as const;
    if (min && low !== undefined && high !== undefined && low > high) {
      report(
        min,
        `"minExecutors: ${low}" is more than "maxExecutors: ${high}": swap or change them`,
        more,
      );
    } else if (
      initial &&
      start !== undefined &&
      (start > (high ?? Infinity) || start < (low ?? 0))
    ) {
      report(
        initial,
        `"initialExecutors: ${start}" is not between minExecutors and maxExecutors: change it`,
        more,
      );
    }
  },
};
