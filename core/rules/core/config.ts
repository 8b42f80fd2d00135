/** ConfigMaps and Secrets. */
import { own } from '../../../shared/own.ts';
import { at, entry, entries, get } from '../../yaml/node.ts';
import { manifest } from '../examples.ts';
import { isFilled, keyOf, string } from '../read.ts';
import type { Rule } from '../rule.ts';

export const keyTwice: Rule = {
  code: 'data-key-twice',
  severity: 'error',
  summary: 'A key is in "data" or in "binaryData", not in both.',
  on: { kinds: ['ConfigMap'] },
  bad: manifest('v1', 'ConfigMap', 'data: { a: b }\nbinaryData: { a: YQ== }'),
  good: manifest('v1', 'ConfigMap', 'data: { a: b }\nbinaryData: { b: YQ== }'),
  check({ ctx }, report) {
    const data = get(ctx.root, 'data');
    for (const { key } of entries(get(ctx.root, 'binaryData'))) {
      if (entry(data, key.source))
        report(key, `"${key.source}" is under "data" too: remove one of both`);
    }
  },
};

const MAX_BYTES = 1_048_576;

export const dataSize: Rule = {
  code: 'data-size',
  severity: 'error',
  summary: 'A ConfigMap or Secret holds at most 1 MiB.',
  on: { kinds: ['ConfigMap', 'Secret'] },
  bad: manifest('v1', 'ConfigMap', `data: { a: ${'x'.repeat(MAX_BYTES + 1)} }`),
  good: manifest('v1', 'ConfigMap', 'data: { a: b }'),
  check({ ctx }, report) {
    const isSecret = ctx.gvk.kind === 'Secret';
    let bytes = 0;
    for (const [field, isEncoded] of [
      ['data', isSecret],
      ['binaryData', true],
      ['stringData', false],
    ] as const) {
      for (const { value } of entries(get(ctx.root, field))) {
        const text = string(value) ?? '';
        bytes += isEncoded ? (text.length * 3) / 4 - 2 : new TextEncoder().encode(text).length;
      }
    }
    if (bytes <= MAX_BYTES) return;
    report(
      keyOf(ctx.root, 'data'),
      `${Math.round(bytes / 1024)} KiB of data: at most 1024 KiB are possible, split it`,
    );
  },
};

/** Keys that a type needs: all of them, or one of them. */
const KEYS: Record<string, { readonly all?: readonly string[]; readonly one?: readonly string[] }> =
  {
    'kubernetes.io/tls': { all: ['tls.crt', 'tls.key'] },
    'kubernetes.io/dockerconfigjson': { all: ['.dockerconfigjson'] },
    'kubernetes.io/dockercfg': { all: ['.dockercfg'] },
    'kubernetes.io/ssh-auth': { all: ['ssh-privatekey'] },
    'kubernetes.io/basic-auth': { one: ['username', 'password'] },
  };

export const secretKeys: Rule = {
  code: 'secret-keys',
  severity: 'error',
  summary: 'Secrets of the types that Kubernetes knows have certain keys.',
  on: { kinds: ['Secret'] },
  bad: [
    manifest('v1', 'Secret', 'type: kubernetes.io/tls\nstringData: { tls.crt: a }'),
    manifest('v1', 'Secret', 'type: kubernetes.io/basic-auth\nstringData: { user: a }'),
    manifest('v1', 'Secret', 'type: kubernetes.io/service-account-token'),
    manifest(
      'v1',
      'Secret',
      'type: kubernetes.io/dockerconfigjson\nstringData: { .dockerconfigjson: a }',
    ),
  ],
  good: [
    manifest('v1', 'Secret', 'type: kubernetes.io/tls\nstringData: { tls.crt: a, tls.key: b }'),
    manifest('v1', 'Secret', 'type: kubernetes.io/basic-auth\nstringData: { username: a }'),
    manifest('v1', 'Secret', 'type: Opaque'),
  ],
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
