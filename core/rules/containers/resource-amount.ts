import { entries, get, type Node } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { amount } from '../read.ts';
import type { Reporter } from '../../checks/check.ts';
import type { Rule } from '../rule.ts';
import { each, isPodLevel, written } from './amounts.ts';

export const rule: Rule = {
  code: 'resource-amount',
  severity: 'error',
  claims: 'value',
  summary: 'Requests are not negative, at most the limit, and whole numbers for devices.',
  on: { types: ['core.v1/ResourceRequirements'] },
  check(visit, report) {
    const limits = get(visit.node, 'limits');
    for (const { key, value } of each(visit.node)) checkAmount(key.source, value, report);
    for (const { key, value } of entries(get(visit.node, 'requests'))) {
      const requested = amount(value);
      const limit = get(limits, key.source);
      // A limit without an amount is one of nothing; Helm takes it for none.
      const allowed = !visit.ctx.isValues && isNull(limit) ? 0n : amount(limit);
      const isExtended = !/^(cpu|memory|ephemeral-storage)$/.test(key.source);
      if (requested === undefined || requested < 0n) continue;
      if (limit && allowed !== undefined) {
        if (requested > allowed || (isExtended && requested !== allowed)) {
          const must = isExtended ? 'must be equal' : 'must not be more';
          report(
            value,
            `request ${written(value)} of ${key.source} and limit ${written(limit)}: the request ${must}`,
            {
              related: [{ span: limit.span, message: 'the limit' }],
            },
          );
        }
      } else if (isExtended && !isPodLevel(visit)) {
        report(key, `"${key.source}" needs a limit: add the same amount under "limits"`);
      }
    }
  },
};

function checkAmount(name: string, value: Node, report: Reporter): void {
  const found = amount(value);
  if (found === undefined) return;
  if (found < 0n) report(value, `"${written(value)}" of ${name} is negative: write 0 or more`);
  else if (name.includes('/') && found % NANO !== 0n) {
    report(value, `${name} comes in whole pieces, not "${written(value)}": write a whole number`);
  }
}

function isNull(node: Node | undefined): boolean {
  return node?.type === 'scalar' && node.value === null;
}
