import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inSparkOperator } from '../sources.ts';
import { extraContainers, podsOf, sparkApplication } from './sparkSpec.ts';

export const rule: Rule = {
  code: 'spark-unused-volume',
  severity: 'information',
  claims: 'advice',
  summary: 'Neither driver nor executor mounts a volume of the application.',
  source: inSparkOperator('internal/webhook/sparkpod_defaulter.go'),
  on: { types: [sparkApplication] },
  check({ node }, report) {
    const mounted = new Set<string>();
    for (const { pod } of podsOf(node)) {
      for (const owner of [pod, ...extraContainers(pod)]) {
        for (const mount of list(get(owner, 'volumeMounts')))
          mounted.add(string(get(mount, 'name')) ?? '');
      }
    }
    for (const volume of list(get(node, 'volumes'))) {
      const name = get(volume, 'name');
      const text = string(name);
      if (name && text && !mounted.has(text) && !text.startsWith('spark-local-dir-')) {
        report(
          name,
          `no driver or executor mounts "${text}": add a volumeMount, or remove the volume`,
        );
      }
    }
  },
};
