import { entries, get } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-capacity',
  severity: 'error',
  claims: 'value',
  summary: 'The capacity of a volume has something other than storage.',
  source: inApiServer('core', 'ValidatePersistentVolumeSpec'),
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  check({ node }, report) {
    for (const { key } of entries(get(node, 'capacity'))) {
      if (key.source !== 'storage')
        report(key, `"${key.source}" is not a capacity of a volume: only "storage" is`);
    }
  },
};
