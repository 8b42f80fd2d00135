/** Image and number of the pods of a Spark application. */
import { at, get } from '../../yaml/node.ts';
import { manifest, spark } from '../examples.ts';
import { boolean, isFilled, isSet, keyOf, list, number, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT, podsOf } from './sparkSpec.ts';

const connect = (spec: string): string =>
  manifest(
    'sparkoperator.k8s.io/v1alpha1',
    'SparkConnect',
    `spec:\n  sparkVersion: 4.0.0\n  server: { cores: 1 }\n  executor: { cores: 1 }\n  ${spec}`,
  );

export const sparkAllocation: Rule = {
  code: 'spark-dynamic-allocation',
  severity: 'warning',
  summary: 'Numbers of a dynamic allocation: minimum, initial and maximum in order.',
  on: { types: [APPLICATION, CONNECT] },
  bad: [
    spark('dynamicAllocation: { enabled: true, minExecutors: 5, maxExecutors: 2 }'),
    spark('dynamicAllocation: { minExecutors: 1, maxExecutors: 2 }'),
    connect(
      'image: spark:4.0.0\n  dynamicAllocation: { enabled: true, initialExecutors: 9, maxExecutors: 5 }',
    ),
  ],
  good: spark(
    'dynamicAllocation: { enabled: true, minExecutors: 1, initialExecutors: 2, maxExecutors: 5 }',
  ),
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

export const sparkImage: Rule = {
  code: 'spark-image',
  severity: 'warning',
  summary: 'Driver and executor need an image.',
  on: { types: [APPLICATION, CONNECT] },
  bad: connect(''),
  good: [spark('image: spark:3.5.3'), connect('image: spark:4.0.0')],
  check(visit, report) {
    const { node, ctx } = visit;
    if (
      isFilled(get(node, 'image')) ||
      isFilled(at(node, ['sparkConf', 'spark.kubernetes.container.image']))
    )
      return;
    for (const { key, pod } of podsOf(node)) {
      if (
        isFilled(get(pod, 'image')) ||
        isFilled(at(node, ['sparkConf', `spark.kubernetes.${key}.container.image`]))
      )
        continue;
      if (
        list(at(pod, ['template', 'spec', 'containers'])).some((container) =>
          isFilled(get(container, 'image')),
        )
      )
        continue;
      const severity = ctx.gvk.kind === 'SparkConnect' ? 'error' : 'warning';
      report(placeOfVisit(visit), `the ${key} has no image: add "image" to the spec`, { severity });
      return;
    }
  },
};
