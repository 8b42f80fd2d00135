import { at, get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { containersOf } from '../containers/podSpec.ts';

export const rule: Rule = {
  code: 'os-fields',
  severity: 'error',
  claims: 'value',
  summary: 'A pod has settings of the other operating system.',
  source: inApiServer('core', 'validateWindows'),
  since: '1.23',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const os = string(at(node, ['os', 'name']));
    if (os !== 'linux' && os !== 'windows') return;
    const wrong =
      os === 'linux'
        ? ['windowsOptions']
        : [
            'seLinuxOptions',
            'seccompProfile',
            'appArmorProfile',
            'fsGroup',
            'fsGroupChangePolicy',
            'sysctls',
            'runAsUser',
            'runAsGroup',
            'supplementalGroups',
            'capabilities',
            'readOnlyRootFilesystem',
            'privileged',
            'allowPrivilegeEscalation',
            'procMount',
          ];
    for (const field of os === 'windows'
      ? ['hostPID', 'hostIPC', 'hostUsers', 'shareProcessNamespace']
      : []) {
      if (isSet(get(node, field)))
        report(keyOf(node, field), `"${field}" is not for windows: remove it`);
    }
    const contexts = [node, ...containersOf(node)].map((owner) => get(owner, 'securityContext'));
    for (const context of contexts) {
      for (const field of wrong) {
        if (context && isSet(get(context, field)))
          report(keyOf(context, field), `"${field}" is not for ${os}: remove it`);
      }
    }
  },
};
