import { get } from '../../yaml/node.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { isIP } from 'node:net';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'network-except',
  severity: 'error',
  claims: 'value',
  summary: 'An exception of an address block lies outside of it.',
  source: inApiServer('networking', 'ValidateIPBlock'),
  on: { types: ['networking.v1/IPBlock'] },
  check({ node }, report) {
    const whole = range4(string(get(node, 'cidr')));
    for (const item of list(get(node, 'except'))) {
      const part = range4(string(item));
      if (!whole || !part) continue;
      const isInside =
        part.bits > whole.bits &&
        part.start >>> (32 - whole.bits) === whole.start >>> (32 - whole.bits);
      if (whole.bits > 0 ? !isInside : part.bits === 0)
        report(item, `"${string(item)}" does not lie inside of "${string(get(node, 'cidr'))}"`);
    }
  },
};

function range4(
  cidr: string | undefined,
): { readonly start: number; readonly bits: number } | undefined {
  const [address = '', bits = ''] = (cidr ?? '').split('/');
  if (isIP(address) !== 4 || !/^\d+$/.test(bits) || Number(bits) > 32) return undefined;
  const start = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  return { start, bits: Number(bits) };
}
