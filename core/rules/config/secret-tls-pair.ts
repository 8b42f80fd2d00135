import { createPrivateKey, X509Certificate } from 'node:crypto';
import { at, get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Rule } from '../rule.ts';
import { inKubernetes } from '../sources.ts';

export const rule: Rule = {
  code: 'secret-tls-pair',
  severity: 'warning',
  claims: 'advice',
  summary: 'A Secret for TLS does not hold a certificate and its key.',
  source: inKubernetes('pkg/registry/core/secret/strategy.go', 'warningsForSecret'),
  on: { kinds: ['Secret'] },
  check({ ctx: { root } }, report) {
    if (string(get(root, 'type')) !== 'kubernetes.io/tls') return;
    const certificate = valueOf(root, 'tls.crt');
    const key = valueOf(root, 'tls.key');
    if (!certificate || !key) return;
    // Values are not named: they are secrets.
    const first = firstCertificate(certificate.text);
    const own = privateKey(key.text);
    if (!first)
      report(certificate.node, 'this is no certificate in PEM: write one, or another "type"');
    else if (!own) report(key.node, 'this is no private key in PEM: write one, or another "type"');
    else if (!first.checkPrivateKey(own))
      report(key.node, 'this key is not that of the certificate: write the key that belongs to it');
  },
};

/** What is written for a key, decoded; undefined where it is not said here. */
function valueOf(root: Node, key: string): { node: Node; text: string } | undefined {
  const plain = at(root, ['stringData', key]);
  const node = plain ?? at(root, ['data', key]);
  if (node?.type !== 'scalar' || node.filledIn || typeof node.value !== 'string') return undefined;
  const text = plain ? node.value : Buffer.from(node.value, 'base64').toString('latin1');
  return text.length > maxLength ? undefined : { node, text };
}

/** Longer ones are not looked at: a chain of certificates has some kilobytes. */
const maxLength = 100_000;

function firstCertificate(pem: string): X509Certificate | undefined {
  return tried(() => new X509Certificate(pem));
}

function privateKey(pem: string): ReturnType<typeof createPrivateKey> | undefined {
  return tried(() => createPrivateKey(pem));
}

/** OpenSSL says by an exception that a text is not what it should be. */
function tried<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
