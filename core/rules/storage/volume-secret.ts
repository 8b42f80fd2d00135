import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'volume-secret',
  severity: 'error',
  claims: 'value',
  summary:
    'A PersistentVolume has no namespace: it names that of its secret. A Fibre Channel target needs its unit.',
  on: {
    types: [
      'core.v1/CinderPersistentVolumeSource',
      'core.v1/StorageOSPersistentVolumeSource',
      'core.v1/FCVolumeSource',
    ],
  },
  check({ node }, report) {
    if (isFilled(get(node, 'targetWWNs')) && !isSet(get(node, 'lun'))) {
      report(keyOf(node, 'targetWWNs'), 'a target needs the number of its unit: add "lun"');
    }
    const reference = get(node, 'secretRef');
    if (!isSet(reference)) return;
    for (const field of ['name', 'namespace']) {
      if (!isFilled(get(reference, field)))
        report(keyOf(node, 'secretRef'), `"secretRef" needs "${field}": add it`);
    }
  },
};
