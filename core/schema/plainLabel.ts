/** What a field is called in plain words, for fields that nobody has described: `Rotation policy of the private key.` */
import { own } from '../../shared/own.ts';
import type { TypeSchema } from './schema.ts';

/** Names that say no more than that here is what the object is about. */
const neutral = new Set(['spec', 'status', 'template', 'data', 'config']);

/** Written in capitals wherever they stand. */
const acronyms = new Set(
  (
    'acl acme api aws ca cidr cpu csi cors crd db dns fs gcp gpu grpc hpa http https id ip ips jks jmx json jvm jwt ldap mtls nfs ' +
    'oci oidc os pdb pvc qos rbac s3 saml sasl sdk sql ssh ssl sso tcp tls ttl udp ui uid url uri vpc yaml'
  ).split(' '),
);

/**
 * `path` leads to the field, `holder` is the mapping that it stands in. Undefined for keys that the author of the manifest
 * made up.
 */
export function plainLabel(
  path: readonly (string | number)[],
  holder: TypeSchema | undefined,
  kind: string,
): string | undefined {
  const name = path.at(-1);
  if (typeof name !== 'string' || own(holder?.properties, name) === undefined) return undefined;
  const before = path.slice(0, -1);
  const parentAt = before.findLastIndex((step) => typeof step === 'string' && !neutral.has(step));
  const isItem = typeof before[parentAt + 1] === 'number';
  const parent = String(parentAt === -1 ? kind : before[parentAt]);
  const words = wordsOf(name);
  if (words === '') return undefined;
  const holderWords = isItem ? singular(wordsOf(parent)) : wordsOf(parent);
  const of = holderWords === '' ? '' : ` of the ${holderWords}`;
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${of}.`;
}

/** `dnsNames` as `DNS names`. */
function wordsOf(name: string): string {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '');
  return parts
    .map((word) => {
      const small = word.toLowerCase();
      return acronyms.has(small) ? small.toUpperCase() : small;
    })
    .join(' ');
}

function singular(words: string): string {
  if (words.endsWith('ies')) return `${words.slice(0, -3)}y`;
  return /[^s]s$/.test(words) ? words.slice(0, -1) : words;
}
