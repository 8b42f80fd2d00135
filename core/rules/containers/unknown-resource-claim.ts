import { at, get } from '../../yaml/node.ts';
import { isSet, list, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';
import { containersOf } from './podSpec.ts';

export const rule: Rule = {
  code: 'unknown-resource-claim',
  severity: 'error',
  claims: 'reference',
  summary: 'A container uses a resource claim that its pod does not declare.',
  source: inApiServer('core', 'validateResourceClaimNames'),
  since: '1.26',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const known = new Set(
      list(get(node, 'resourceClaims')).map((claim) => string(get(claim, 'name'))),
    );
    for (const container of containersOf(node)) {
      for (const claim of list(at(container, ['resources', 'claims']))) {
        const name = get(claim, 'name');
        const text = string(name);
        if (name && isSet(name) && text && !known.has(text)) {
          report(name, `no resource claim is called "${text}": declare it under "resourceClaims"`);
        }
      }
    }
  },
};
