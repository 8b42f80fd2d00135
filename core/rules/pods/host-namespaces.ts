import { get } from '../../yaml/node.ts';
import { boolean, keyOf } from '../read.ts';
import type { Rule } from '../rule.ts';

export const rule: Rule = {
  code: 'host-namespaces',
  severity: 'error',
  claims: 'value',
  summary:
    'Process namespaces are shared in the pod or with the host, not both; own user IDs exclude host namespaces.',
  on: { types: ['core.v1/PodSpec'] },
  check({ node }, report) {
    const isOn = (key: string): boolean => boolean(get(node, key)) === true;
    if (isOn('hostPID') && isOn('shareProcessNamespace')) {
      report(
        keyOf(node, 'shareProcessNamespace'),
        '"shareProcessNamespace" and "hostPID" exclude each other: keep one',
      );
    }
    if (boolean(get(node, 'hostUsers')) !== false) return;
    for (const key of ['hostNetwork', 'hostPID', 'hostIPC']) {
      if (isOn(key))
        report(keyOf(node, key), `"${key}" cannot go with "hostUsers: false": remove one`);
    }
  },
};
