import { get } from '../../yaml/node.ts';
import { boolean, isSet, placeOfVisit } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'iscsi-secret',
  severity: 'error',
  claims: 'absence',
  summary: 'An iSCSI volume logs in with CHAP and does not name the secret for it.',
  source: inApiServer('core', 'validateISCSIVolumeSource'),
  on: { types: ['core.v1/ISCSIVolumeSource', 'core.v1/ISCSIPersistentVolumeSource'] },
  check(visit, report) {
    if (isSet(get(visit.node, 'secretRef'))) return;
    for (const key of ['chapAuthDiscovery', 'chapAuthSession']) {
      if (boolean(get(visit.node, key)) === true)
        report(placeOfVisit(visit), `"${key}" needs a secret: add "secretRef"`);
    }
  },
};
