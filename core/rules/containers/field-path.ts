import { at } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

const envPaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];
const volumePaths = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'metadata.labels',
  'metadata.annotations',
];

export const rule: Rule = {
  code: 'field-path',
  severity: 'error',
  claims: 'value',
  summary: 'A field of the pod is passed to a container that cannot be passed.',
  source: inApiServer('core', 'validateObjectFieldSelector'),
  on: { types: ['core.v1/EnvVarSource', 'core.v1/DownwardAPIVolumeFile'] },
  check({ node, type }, report) {
    const allowed = type === 'core.v1/EnvVarSource' ? envPaths : volumePaths;
    const path = at(node, ['fieldRef', 'fieldPath']);
    const text = string(path);
    if (!path || text === undefined || allowed.includes(text)) return;
    if (/^metadata\.(labels|annotations)\['[^']+'\]$/.test(text)) return;
    report(
      path,
      `"${text}" cannot be passed: write one of ${allowed.join(', ')}, or metadata.labels['KEY']`,
    );
  },
};
