import { own } from '../../../shared/own.ts';
import { at, entry, get } from '../../yaml/node.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

/** Keys that a type needs: all of them, or one of them. */
const KEYS: Record<string, { readonly all?: readonly string[]; readonly one?: readonly string[] }> =
  {
    'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
    'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
    'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
    'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
    'kubernetes.io/basic-auth': { one: ['username', 'password'] },
  };

export const rule: Rule = {
  code: 'secret-keys',
  severity: 'error',
  claims: 'value',
  summary: 'Secrets of the types that Kubernetes knows have certain keys.',
  on: { kinds: ['Secret'] },
  check({ ctx }, report) {
    const { root } = ctx;
    const type = string(get(root, 'type')) ?? '';
    const has = (key: string): boolean =>
      entry(get(root, 'data'), key) !== undefined ||
      entry(get(root, 'stringData'), key) !== undefined;
    const { all = [], one = [] } = own(KEYS, type) ?? {};
    const place = keyOf(root, 'type');
    for (const key of all)
      if (!has(key))
        report(
          place,
          `a secret of type ${type} needs the key "${key}": add it under "stringData" or "data"`,
        );
    if (one.length > 0 && !one.some(has))
      report(place, `a secret of type ${type} needs one of the keys ${one.join(', ')}: add it`);
    for (const key of ['.dockerconfigjson', '.dockercfg'].filter((name) => all.includes(name))) {
      const plain = at(root, ['stringData', key]);
      const encoded = at(root, ['data', key]);
      const value = plain ?? encoded;
      const written = string(value);
      if (!value || written === undefined) continue;
      // The value is not named: it is a secret.
      if (!isJson(plain ? written : Buffer.from(written, 'base64').toString()))
        report(value, `the value of "${key}" is not a JSON object`);
    }
    const sshKey =
      at(root, ['stringData', 'ssh-privatekey']) ?? at(root, ['data', 'ssh-privatekey']);
    if (type === 'kubernetes.io/ssh-auth' && sshKey && !isFilled(sshKey))
      report(sshKey, 'the private key is empty: fill it in');
    const account = at(root, ['metadata', 'annotations', 'kubernetes.io/service-account.name']);
    if (type === 'kubernetes.io/service-account-token' && !isFilled(account)) {
      report(
        place,
        'a token secret names its account: add the annotation "kubernetes.io/service-account.name"',
      );
    }
  },
};

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
