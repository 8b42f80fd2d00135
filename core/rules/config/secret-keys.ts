import { entry, get } from '../../yaml/node.ts';
import { keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { own } from '../../../shared/own.ts';
import { inApiServer } from '../sources.ts';

/** Keys that a type needs: all of them, or one of them. */
const keysOfType: Record<
  string,
  { readonly all?: readonly string[]; readonly one?: readonly string[] }
> = {
  'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
  'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
  'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
  'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
  'kubernetes.io/basic-auth': { one: ['username', 'password'] },
};

export const rule: Rule = {
  code: 'secret-keys',
  severity: 'error',
  claims: 'absence',
  summary: 'A Secret of a type that Kubernetes knows does not have the keys of its type.',
  source: inApiServer('core', 'ValidateSecret'),
  on: { kinds: ['Secret'] },
  check({ ctx: { root } }, report) {
    const type = string(get(root, 'type')) ?? '';
    const has = (key: string): boolean =>
      ['data', 'stringData'].some((field) => entry(get(root, field), key) !== undefined);
    const { all = [], one = [] } = own(keysOfType, type) ?? {};
    for (const key of all.filter((needed) => !has(needed)))
      report(
        keyOf(root, 'type'),
        `a secret of type ${type} needs the key "${key}": add it under "stringData" or "data"`,
      );
    if (one.length > 0 && !one.some(has))
      report(
        keyOf(root, 'type'),
        `a secret of type ${type} needs one of the keys ${one.join(', ')}: add it`,
      );
  },
};
