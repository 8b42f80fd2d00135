import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'iscsi-name',
  severity: 'error',
  claims: 'value',
  summary: 'The name of an iSCSI target or initiator has none of the forms of one.',
  source: inApiServer('core', 'validateISCSIVolumeSource'),
  on: { types: ['core.v1/ISCSIVolumeSource', 'core.v1/ISCSIPersistentVolumeSource'] },
  check({ node }, report) {
    for (const key of ['iqn', 'initiatorName']) {
      const name = get(node, key);
      const text = string(name);
      if (name && text && !forms.test(text))
        report(name, `"${text}" is not an iSCSI name: write e.g. iqn.2001-04.com.example:disk`);
    }
  },
};

const forms =
  /^iqn\.\d{4}-\d{2}\.([a-z0-9][-a-z0-9.]*)(:[^,;*&$|\s]+)?$|^eui\.[A-Fa-f0-9]{16}$|^naa\.[A-Fa-f0-9]{32}$|^naa\.[A-Fa-f0-9]{16}$/i;
