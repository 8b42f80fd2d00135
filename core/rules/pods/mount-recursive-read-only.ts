import { get } from '../../yaml/node.ts';
import { boolean, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { mountingContainers } from './mounts.ts';

export const rule: Rule = {
  code: 'mount-recursive-read-only',
  severity: 'error',
  claims: 'value',
  summary: 'A mount is to be read-only recursively and is not read-only.',
  source: inApiServer('core', 'validateMountRecursiveReadOnly'),
  since: '1.30',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const container of mountingContainers(node)) {
      for (const mount of list(get(container, 'volumeMounts'))) {
        const recursive = get(mount, 'recursiveReadOnly');
        const mode = string(recursive);
        if (!recursive || (mode !== 'Enabled' && mode !== 'IfPossible')) continue;
        if (boolean(get(mount, 'readOnly')) !== true)
          report(recursive, `"recursiveReadOnly: ${mode}" needs "readOnly: true": add it`);
      }
    }
  },
};
