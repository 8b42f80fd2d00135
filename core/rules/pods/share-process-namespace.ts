import { get } from '../../yaml/node.ts';
import { boolean, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inApiServer } from '../sources.ts';

export const rule: Rule = {
  code: 'share-process-namespace',
  severity: 'error',
  claims: 'value',
  summary: 'Processes are shared within the pod and with the host.',
  source: inApiServer('core', 'validatePodSpecSecurityContext'),
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const isOn = (key: string): boolean => boolean(get(node, key)) === true;
    if (isOn('hostPID') && isOn('shareProcessNamespace'))
      report(
        keyOf(node, 'shareProcessNamespace'),
        '"shareProcessNamespace" and "hostPID" exclude each other: keep one',
      );
  },
};
