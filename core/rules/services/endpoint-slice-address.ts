import { isIP } from 'node:net';
import { get, type Node } from '../../yaml/node.ts';
import { ip } from '../../formats/network.ts';
import { quote } from '../../formats/format.ts';
import { replacedBy } from '../fixes.ts';
import { list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'endpoint-slice-address',
  severity: 'error',
  claims: 'value',
  summary:
    'An address of an EndpointSlice is not of its type, or not written as the server wants it.',
  source: inApiServer('discovery', 'validateEndpoints'),
  on: { types: ['discovery.v1/EndpointSlice'] },
  check({ node }, report) {
    const type = string(get(node, 'addressType'));
    const family = type === undefined ? undefined : families.get(type);
    if (!type || family === undefined) return;
    for (const address of list(get(node, 'endpoints')).flatMap(addressesOf)) {
      const text = string(address);
      if (text === undefined || (address.type === 'scalar' && address.filledIn)) continue;
      const other = ip.check(text)?.suggest;
      if (isIP(text) !== family)
        report(address, `${quote(text)} is no ${type} address: write one, or another addressType`);
      else if (other !== undefined)
        report(
          address,
          `${quote(text)} is refused here, as it is not written in the usual way: write ${other}`,
          replacedBy(address, other),
        );
    }
  },
};

const families: ReadonlyMap<string, number> = new Map([
  ['IPv4', 4],
  ['IPv6', 6],
]);

function addressesOf(endpoint: Node): readonly Node[] {
  return list(get(endpoint, 'addresses'));
}
