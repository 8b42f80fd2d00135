import { get } from '../../yaml/node.ts';
import { isSet, placeOfVisit, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'hpa-target',
  severity: 'error',
  claims: 'absence',
  summary: 'An autoscaler does not name the API group of what it scales.',
  source: inApiServer('autoscaling', 'ValidateAPIVersion'),
  on: {
    types: [
      'autoscaling.v2/CrossVersionObjectReference',
      'autoscaling.v1/CrossVersionObjectReference',
    ],
  },
  check(visit, report) {
    const kind = get(visit.node, 'kind');
    const text = string(kind) ?? '';
    if (visit.path.at(-1) !== 'scaleTargetRef' || text === 'ReplicationController') return;
    const version = get(visit.node, 'apiVersion');
    if (string(version)?.includes('/')) return;
    const example = /^(Deployment|StatefulSet|ReplicaSet)$/.test(text)
      ? 'apps/v1'
      : 'GROUP/VERSION';
    report(
      version && isSet(version) ? version : placeOfVisit(visit),
      `the API group of ${text || 'the target'} is missing: write "apiVersion: ${example}"`,
    );
  },
};
