import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'iscsi',
  severity: 'error',
  claims: 'value',
  summary: 'iSCSI names have their own form; CHAP needs a secret.',
  on: { types: ['core.v1/ISCSIVolumeSource', 'core.v1/ISCSIPersistentVolumeSource'] },
  check(visit, report) {
    const { node } = visit;
    for (const key of ['iqn', 'initiatorName']) {
      const name = get(node, key);
      const text = string(name);
      const isGood =
        /^iqn\.\d{4}-\d{2}\.([a-z0-9][-a-z0-9.]*)(:[^,;*&$|\s]+)?$|^eui\.[A-Fa-f0-9]{16}$|^naa\.[A-Fa-f0-9]{32}$|^naa\.[A-Fa-f0-9]{16}$/i.test(
          text ?? '',
        );
      if (name && text && !isGood)
        report(name, `"${text}" is not an iSCSI name: write e.g. iqn.2001-04.com.example:disk`);
    }
    for (const key of ['chapAuthDiscovery', 'chapAuthSession']) {
      const flag = get(node, key);
      if (flag?.type === 'scalar' && flag.value === true && !isSet(get(node, 'secretRef'))) {
        report(placeOfVisit(visit), `"${key}" needs a secret: add "secretRef"`);
      }
    }
  },
};
