import { get } from '../../yaml/node.ts';
import { isFilled, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'profile-file-required',
  severity: 'error',
  claims: 'absence',
  summary: 'A profile of type Localhost does not name its file.',
  source: inApiServer('core', 'ValidateSeccompProfile'),
  on: { types: ['core.v1/SeccompProfile', 'core.v1/AppArmorProfile'] },
  check(visit, report) {
    const { node } = visit;
    if (string(get(node, 'type')) === 'Localhost' && !isFilled(get(node, 'localhostProfile')))
      report(placeOfVisit(visit), '"type: Localhost" needs the profile: add "localhostProfile"');
  },
};
