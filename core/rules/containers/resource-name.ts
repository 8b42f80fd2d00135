import { checkQualifiedName } from '../../formats/names.ts';
import type { Rule } from '../rule.ts';
import { each, isPodLevel } from './amounts.ts';

const STANDARD = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

export const rule: Rule = {
  code: 'resource-name',
  severity: 'error',
  claims: 'value',
  summary:
    'Containers ask for cpu, memory, ephemeral-storage, hugepages-SIZE, or a resource with a domain in its name.',
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    const isPod = isPodLevel(visit);
    for (const { key } of each(visit.node)) {
      const name = key.source;
      if (isPod && !/^(cpu|memory|hugepages-.+)$/.test(name)) {
        report(key, `"${name}" cannot be given for the whole pod: move it to a container`);
      } else if (STANDARD.test(name)) continue;
      else if (!name.includes('/')) {
        report(
          key,
          `"${name}" is not a resource: use cpu, memory, ephemeral-storage, or a name with a domain such as nvidia.com/gpu`,
        );
      } else if (checkQualifiedName(name)) {
        report(key, `"${name}" is not a resource name: write domain/name`);
      }
    }
  },
};
