import { entries, get } from '../../yaml/node.ts';
import { keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'class-parameters-count',
  severity: 'error',
  claims: 'value',
  summary: 'A class has more than 512 parameters.',
  source: inApiServer('storage', 'validateParameters'),
  on: { kinds: ['storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttributesClass'] },
  check({ ctx }, report) {
    const { length } = entries(get(ctx.root, 'parameters'));
    if (length > 512)
      report(keyOf(ctx.root, 'parameters'), `${length} parameters: at most 512 are allowed`);
  },
};
