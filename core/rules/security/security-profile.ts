import { get } from '../../yaml/node.ts';
import { isFilled, isSet, keyOf, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'security-profile',
  severity: 'error',
  claims: 'value',
  summary: 'A Localhost profile names its file, other types have none.',
  on: { types: ['core.v1/SeccompProfile', 'core.v1/AppArmorProfile'] },
  check(visit, report) {
    const { node } = visit;
    const type = string(get(node, 'type'));
    const hasFile = isSet(get(node, 'localhostProfile'));
    if (type === 'Localhost' && !isFilled(get(node, 'localhostProfile'))) {
      report(placeOfVisit(visit), '"type: Localhost" needs the profile: add "localhostProfile"');
    } else if (type !== undefined && type !== 'Localhost' && hasFile) {
      report(
        keyOf(node, 'localhostProfile'),
        `"type: ${type}" has no profile of its own: remove it, or write "type: Localhost"`,
      );
    }
  },
};
