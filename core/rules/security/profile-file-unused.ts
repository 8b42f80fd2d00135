import { get } from '../../yaml/node.ts';
import { isSet, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'profile-file-unused',
  severity: 'error',
  claims: 'value',
  summary: 'A profile names a file that its type does not have.',
  source: inApiServer('core', 'ValidateSeccompProfile'),
  on: { types: ['core.v1/SeccompProfile', 'core.v1/AppArmorProfile'] },
  check({ node }, report) {
    const type = string(get(node, 'type'));
    if (type === undefined || type === 'Localhost' || !isSet(get(node, 'localhostProfile'))) return;
    report(
      keyOf(node, 'localhostProfile'),
      `"type: ${type}" has no profile of its own: remove it, or write "type: Localhost"`,
    );
  },
};
