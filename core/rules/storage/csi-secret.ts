import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'csi-secret',
  severity: 'error',
  claims: 'absence',
  summary: 'A CSI volume does not name its secret, or not the namespace of it.',
  source: inApiServer('core', 'validatePVSecretReference'),
  on: { types: ['core.v1/CSIPersistentVolumeSource', 'core.v1/CSIVolumeSource'] },
  check({ node, type }, report) {
    const needed = type === 'core.v1/CSIVolumeSource' ? ['name'] : ['name', 'namespace'];
    for (const key of secretReferences) {
      const reference = get(node, key);
      for (const field of isSet(reference) ? needed : []) {
        if (!isFilled(get(reference, field)))
          report(keyOf(node, key), `"${key}" needs "${field}": add it`);
      }
    }
  },
};

const secretReferences = [
  'controllerPublishSecretRef',
  'controllerExpandSecretRef',
  'nodePublishSecretRef',
  'nodeExpandSecretRef',
];
