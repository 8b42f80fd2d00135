import { at, get } from '../../yaml/node.ts';
import { isFilled, list, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { APPLICATION, CONNECT, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-image',
  severity: 'warning',
  claims: 'absence',
  summary: 'Driver and executor need an image.',
  on: { types: [APPLICATION, CONNECT] },
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
