/** Names of fields, variables and settings whose value is nobody's business: `password`, `S3_SECRET_KEY`, `spark.ssl.keyPassword`. */
import { withoutEnd } from './trim.ts';

/** Names that were judged: those of manifests are few, and are asked about at every keystroke. */
const judged = new Map<string, boolean>();
const maxJudged = 2_000;
const maxKept = 100;

/** Whether a value under this name is to be kept from messages, labels and logs. Where it may be, it is. */
export function isSecretName(name: string): boolean {
  const known = judged.get(name);
  if (known !== undefined) return known;
  const isSecret = judge(name);
  if (judged.size >= maxJudged) judged.clear();
  if (name.length <= maxKept) judged.set(name, isSecret);
  return isSecret;
}

function judge(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length === 0 || notValues.has(words[0] ?? '')) return false;
  if (/(?:password|passwd|passphrase|secret|token|apikey|credentials?)s?$/.test(last))
    return words.at(-2) !== 'pull';
  if (secretWords.has(last)) return true;
  return secretPhrases.some((phrase) => ` ${words.join(' ')}`.endsWith(` ${phrase}`));
}

const secretWords = new Set([
  ...[
    'pass',
    'pwd',
    'pw',
    'psw',
    'pswd',
    'passcode',
    'pin',
    'dsn',
    'htpasswd',
    'dockerconfigjson',
    'dockercfg',
  ],
  ...[
    'accesskey',
    'secretkey',
    'privatekey',
    'authkey',
    'signingkey',
    'encryptionkey',
    'fernetkey',
  ],
  ...[
    'masterkey',
    'sharedkey',
    'accountkey',
    'connectionstring',
    'keytab',
    'sharedaccesssignature',
  ],
]);

const secretPhrases = [
  ...['api', 'access', 'secret', 'private', 'auth', 'signing', 'encryption', 'fernet', 'master'],
  ...['account', 'session', 'ssh', 'tls', 'hmac', 'shared', 'storage', 'client', 'jwt', 'license'],
]
  .map((kind) => `${kind} key`)
  .concat('access key id', 'connection string', 'connection uri', 'connection url', 'jaas config')
  .concat(
    'database url',
    'database uri',
    'basic auth',
    'shared access signature',
    'amz signature',
    'docker config json',
    'last applied configuration',
  );

/** First words of names that say whether or which, not what: `existingSecret`, `automountServiceAccountToken`. */
const notValues = new Set([
  ...[
    'existing',
    'automount',
    'mount',
    'create',
    'enable',
    'enabled',
    'disable',
    'use',
    'has',
    'is',
  ],
  ...['allow', 'require', 'rotate', 'generate'],
]);

/** `s3AccessKey_2` as `s3 access key`: numbers at the end only count. */
function wordsOf(name: string): string[] {
  const words = name
    .slice(0, 300)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => withoutEnd(word, /[0-9]/));
  return words.filter((word) => word !== '');
}
