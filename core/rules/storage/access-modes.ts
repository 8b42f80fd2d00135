import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'access-modes',
  severity: 'error',
  claims: 'value',
  summary: 'ReadWriteOncePod stands beside other access modes.',
  source: inApiServer('core', 'ValidatePersistentVolumeClaimSpec'),
  since: '1.22',
  on: { types: ['core.v1/PersistentVolumeClaimSpec', 'core.v1/PersistentVolumeSpec'] },
  check({ node }, report) {
    const modes = list(get(node, 'accessModes'));
    const alone = modes.find((mode) => string(mode) === 'ReadWriteOncePod');
    if (alone && modes.length > 1)
      report(alone, '"ReadWriteOncePod" stands alone: remove it or the other modes');
  },
};
