import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { amountsIn, isPodLevel, standardResource } from './amounts.ts';

export const rule: Rule = {
  code: 'resource-name',
  severity: 'error',
  claims: 'value',
  summary:
    'A container asks for a resource that there is not: own ones have a domain in their name.',
  source: inApiServer('core', 'validateContainerResourceName'),
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    if (isPodLevel(visit)) return;
    for (const { key } of amountsIn(visit.node)) {
      const name = key.source;
      if (!standardResource.test(name) && !name.includes('/'))
        report(
          key,
          `"${name}" is not a resource: use cpu, memory, ephemeral-storage, or a name with a domain such as nvidia.com/gpu`,
        );
      else if (name.startsWith('requests.') && name.includes('/'))
        report(key, `"${name}" is what a quota calls it: write ${name.slice('requests.'.length)}`);
    }
  },
};
