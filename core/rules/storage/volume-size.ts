import { at, get, type Node } from '../../yaml/node.ts';
import { amount } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'volume-size',
  severity: 'error',
  claims: 'value',
  summary: 'The size of a claim or a volume is above zero.',
  on: { types: ['core.v1/PersistentVolumeClaimSpec', 'core.v1/PersistentVolumeSpec'] },
  check({ node, type }, report) {
    if (type === 'core.v1/PersistentVolumeClaimSpec') {
      checkPositive(at(node, ['resources', 'requests', 'storage']), report);
      return;
    }
    const capacity = get(node, 'capacity');
    checkPositive(get(capacity, 'storage'), report);
    for (const { key } of capacity?.type === 'map' ? capacity.entries : []) {
      if (key.source !== 'storage')
        report(key, `"${key.source}" is not a capacity of a volume: only "storage" is`);
    }
  },
};

function checkPositive(size: Node | undefined, report: Reporter): void {
  const found = amount(size);
  if (size && found !== undefined && found <= 0n)
    report(size, 'the size must be above 0: write e.g. 10Gi');
}
