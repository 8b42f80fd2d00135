import { at } from '../../yaml/node.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'claim-resource',
  severity: 'warning',
  claims: 'advice',
  summary: 'A claim asks for something other than storage.',
  source: inApiServer('core', 'ValidatePersistentVolumeClaimSpec'),
  on: { types: ['core.v1/PersistentVolumeClaimSpec'] },
  check({ node }, report) {
    for (const part of ['requests', 'limits']) {
      const found = at(node, ['resources', part]);
      for (const { key } of found?.type === 'map' ? found.entries : []) {
        if (key.source !== 'storage')
          report(key, `"${key.source}" has no effect on a claim: remove it`);
      }
    }
  },
};
