import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'resource-field-divisor',
  severity: 'error',
  claims: 'value',
  summary: 'The divisor of a resource that is passed to a container is not one unit.',
  source: inApiServer('core', 'validateContainerResourceDivisor'),
  on: { types: ['core.v1/EnvVarSource', 'core.v1/DownwardAPIVolumeFile'] },
  check({ node }, report) {
    const resource = string(at(node, ['resourceFieldRef', 'resource']));
    const divisor = at(node, ['resourceFieldRef', 'divisor']);
    if (!resource || divisor?.type !== 'scalar' || divisor.value === null) return;
    const unit = String(divisor.value);
    const isCpu = resource.endsWith('.cpu');
    const units = isCpu ? /^(0|1|1m)$/ : /^(0|1([kMGTPE]|[KMGTPE]i)?)$/;
    if (unit && !units.test(unit))
      report(
        divisor,
        `"${unit}" is not a divisor: write ${isCpu ? '1 or 1m' : '1 or one unit such as 1Mi'}`,
      );
  },
};
