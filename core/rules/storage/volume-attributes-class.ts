import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-attributes-class',
  severity: 'error',
  claims: 'value',
  summary: 'A volume that is not of CSI has an attributes class.',
  source: inApiServer('core', 'ValidatePersistentVolumeSpec'),
  since: '1.29',
  on: { types: ['core.v1/PersistentVolumeSpec'] },
  check({ node }, report) {
    if (isFilled(get(node, 'volumeAttributesClassName')) && !isSet(get(node, 'csi'))) {
      report(
        keyOf(node, 'volumeAttributesClassName'),
        '"volumeAttributesClassName" is for csi volumes: remove it',
      );
    }
  },
};
