import { get } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'azure-disk-uri',
  severity: 'error',
  claims: 'value',
  summary: 'Managed Azure disks have a resource path, others a URL.',
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
