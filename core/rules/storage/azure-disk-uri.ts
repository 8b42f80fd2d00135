import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'azure-disk-uri',
  severity: 'error',
  claims: 'value',
  summary: 'The address of an Azure disk does not have the form of its kind.',
  source: inApiServer('core', 'validateAzureDisk'),
  on: { types: ['core.v1/AzureDiskVolumeSource'] },
  check({ node }, report) {
    const uri = get(node, 'diskURI');
    const text = string(uri);
    if (!uri || !text) return;
    const isManaged = string(get(node, 'kind')) === 'Managed';
    const prefix = isManaged ? '/subscriptions/' : 'https://';
    if (!text.startsWith(prefix))
      report(
        uri,
        `"${text}" must begin with ${prefix} for ${isManaged ? 'a managed disk' : 'this kind of disk'}`,
      );
  },
};
