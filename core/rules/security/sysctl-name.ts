import { at, get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'sysctl-name',
  severity: 'error',
  claims: 'value',
  summary: 'The name of a kernel setting has a form that none has.',
  source: inApiServer('core', 'IsValidSysctlName'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    for (const item of list(at(node, ['securityContext', 'sysctls']))) {
      const name = get(item, 'name');
      const text = string(name);
      if (name && text && !kernelSetting.test(text))
        report(name, `"${text}" is not a kernel setting: write e.g. net.core.somaxconn`);
    }
  },
};

const kernelSetting = /^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$/;
