import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'class-parameter-name',
  severity: 'error',
  claims: 'absence',
  summary: 'A parameter of a class has an empty name.',
  source: inApiServer('storage', 'validateParameters'),
  on: { kinds: ['storage.k8s.io/StorageClass', 'storage.k8s.io/VolumeAttributesClass'] },
  check({ ctx }, report) {
    for (const { key } of entries(get(ctx.root, 'parameters'))) {
      if (key.source === '') report(key, 'a parameter has no name: add one');
    }
  },
};
