import { at, get } from '../../yaml/node.ts';
import { isFilled, list, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { sparkApplication, sparkConnect, podsOf } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-image',
  severity: 'error',
  claims: 'absence',
  enforcedBy: 'webhook',
  summary: 'Driver or executor has no image.',
  source: inSparkOperator('internal/webhook/sparkconnect_validator.go'),
  on: { types: [sparkApplication, sparkConnect] },
  check(visit, report) {
    const { node } = visit;
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
      report(placeOfVisit(visit), `the ${key} has no image: add "image" to the spec`);
      return;
    }
  },
};
