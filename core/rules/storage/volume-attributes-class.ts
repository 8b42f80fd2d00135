import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'volume-attributes-class',
  severity: 'error',
  claims: 'value',
  summary: 'Attribute classes are for CSI volumes.',
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
