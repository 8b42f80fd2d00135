import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'volume-secret',
  severity: 'error',
  claims: 'absence',
  summary: 'A volume does not name its secret, or not the namespace of it.',
  source: inApiServer('core', 'validateCinderPersistentVolumeSource'),
  on: {
    types: [
      'core.v1/CinderPersistentVolumeSource',
      'core.v1/ISCSIPersistentVolumeSource',
      'core.v1/StorageOSPersistentVolumeSource',
    ],
  },
  check({ node, type }, report) {
    const reference = get(node, 'secretRef');
    const needed =
      type === 'core.v1/ISCSIPersistentVolumeSource' ? ['name'] : ['name', 'namespace'];
    for (const field of isSet(reference) ? needed : []) {
      if (!isFilled(get(reference, field)))
        report(keyOf(node, 'secretRef'), `"secretRef" needs "${field}": add it`);
    }
  },
};
