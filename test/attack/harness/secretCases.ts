/** A secret somewhere in a manifest that has a mistake, and everything that the server says about the file. */
import type {
  CodeAction,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
} from 'vscode-languageserver';
import type { Random } from './random.ts';

export interface SecretCase {
  readonly name: string;
  readonly text: string;
  /** What must not be said: a text that stands nowhere else. */
  readonly secret: string;
}

/** What the cases need of a server. */
export interface Asked {
  open(uri: string, text: string): void | Promise<void>;
  request<R>(method: string, params?: unknown): Promise<R>;
}

export function secretCase(from: Random): SecretCase {
  const secret = secretOf(from);
  const place = from.pick(places);
  const written = from.pick(writings)(secret);
  const base = place.text(written, from);
  const damage = from.pick(damages);
  return { name: `${place.name}, ${damage.name}`, text: damage.on(base, from), secret };
}

/** Every text of the server about a file but the new text of edits. */
export async function spoken(server: Asked, uri: string, text: string): Promise<string[]> {
  await server.open(uri, text);
  const textDocument = { uri };
  const found: string[] = [];
  const { items } = await server.request<{ items: Diagnostic[] }>('textDocument/diagnostic', {
    textDocument,
  });
  found.push(...items.map((item) => JSON.stringify(item)));
  const lines = text.split('\n');
  const whole = { start: { line: 0, character: 0 }, end: { line: lines.length, character: 0 } };
  const actions = await server.request<CodeAction[]>('textDocument/codeAction', {
    textDocument,
    range: whole,
    context: { diagnostics: items },
  });
  found.push(...actions.map(({ title }) => title));
  const symbols = await server.request<DocumentSymbol[]>('textDocument/documentSymbol', {
    textDocument,
  });
  found.push(JSON.stringify(symbols));
  for (const [line, content] of lines.entries()) {
    const end = content.length;
    const indent = end - content.trimStart().length;
    for (const character of new Set([indent + 1, content.indexOf(':') + 2, end])) {
      const at = { textDocument, position: { line, character } };
      const hover = await server.request<Hover | null>('textDocument/hover', at);
      if (hover) found.push(JSON.stringify(hover.contents));
    }
    const completion = await server.request<CompletionItem[]>('textDocument/completion', {
      textDocument,
      position: { line, character: end },
    });
    found.push(
      ...completion.map(({ label, detail, documentation }) =>
        JSON.stringify({ label, detail, documentation }),
      ),
    );
  }
  const info = await server.request<unknown>('dataPlatform/documentInfo', {
    uri,
    position: { line: lines.length - 2, character: 0 },
  });
  found.push(JSON.stringify(info));
  return found;
}

/** Texts with `Zq` in, which no word has, and numbers. */
function secretOf(from: Random): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const some = (count: number): string =>
    Array.from({ length: count }, () => letters[from.int(letters.length)]).join('');
  if (from.chance(0.3)) return String(40_000_000 + from.int(50_000_000));
  return `${some(3 + from.int(4))}Zq${some(3 + from.int(70))}`;
}

/** How the author wrote it. */
const writings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => secret,
  (secret) => `"${secret}"`,
  (secret) => `'${secret}'`,
  (secret) => `[${secret}]`,
  (secret) => `{ ${secret}: x }`,
  (secret) => `{ value: ${secret} }`,
  (secret) => `&anchor ${secret}`,
  (secret) => `!!str ${secret}`,
  (secret) => `!odd ${secret}`,
  (secret) => `"${secret}`,
  (secret) => `${secret}: ${secret}`,
  (secret) => `${secret} # ${'x'.repeat(3)}`,
  (secret) => `|\n        ${secret}\n        more`,
];

interface SecretPlace {
  readonly name: string;
  text(written: string, from: Random): string;
}

const secretNames = [
  ...['password', 'DB_PASSWORD', 'token', 'apiKey', 'secretKey', 'accessKey', 'privateKey'],
  ...['client_secret', 'credentials', 'passwd', 'connectionString', 'authToken'],
];

/** Texts that hold the secret as it is, whatever the author wrote around it elsewhere. */
const texts: readonly ((secret: string) => string)[] = [
  (secret) => `jdbc:postgresql://h/db?password=${secret}`,
  (secret) => `--conf=spark.hadoop.fs.s3a.secret.key=${secret}`,
  (secret) => `--set=auth.password=abc,${secret}`,
  (secret) => `run --password 'one ${secret}' now`,
  (secret) => `password=abc&${secret}`,
  (secret) => `mysql://u:pa@${secret}@h/db`,
  (secret) => `root:${secret}@tcp(mysql:3306)/db`,
  (secret) => `https://${secret}@github.com/a/b`,
  (secret) => `'{"auths":{"r":{"auth":"${secret}"}}}'`,
  (secret) => `'authorization: token ${secret}'`,
  (secret) => `<name>a.password</name><value>${secret}</value>`,
  (secret) => `"{\\"password\\":\\"${secret}\\"}"`,
  (secret) => `mysql -u root -p${secret}`,
  (secret) => `glpat-${secret}00000000`,
];

/** Without its colon `root:x@tcp(…)` has nothing by which anybody could tell the password from the user. */
const textsWithName = texts.filter((text) => !text('').startsWith('root:'));

/** The secret itself out of what the author wrote: the longest of its words. */
function plain(written: string): string {
  const words = written.split(/[^A-Za-z0-9]+/);
  return words.reduce((one, other) => (other.length > one.length ? other : one), '');
}

const textPlaces: readonly SecretPlace[] = [
  {
    name: 'a text of a ConfigMap',
    text: (written, from) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: ${from.pick(texts)(plain(written))}\n`,
  },
  {
    name: 'a text that lost its key',
    text: (written, from) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: b\n  ${from.pick(textsWithName)(plain(written))}\n`,
  },
  {
    name: 'a text in the place of a number',
    text: (written, from) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  replicas: ${from.pick(texts)(plain(written))}\n`,
  },
];

const lostPlaces: readonly SecretPlace[] = [
  {
    name: 'a block that lost its indentation',
    text: (written, from) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  ${from.pick(['password: |', 'tls.key: >-'])}\n${from.pick(['', '\t'])}${plain(written)}\n`,
  },
  {
    name: 'a variable with the wrong key',
    text: (written, from) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a\n    env:\n    - name: PGPASSWORD\n      ${from.pick(['valueFrom:', 'values:', 'value:\n     '])} ${plain(written)}${from.pick(['', ': x'])}\n`,
  },
];

const places: readonly SecretPlace[] = [
  ...['data', 'stringData'].flatMap((field) =>
    ['a', 'replicas', 'password'].map((key) => ({
      name: `${field} of a Secret under ${key}`,
      text: (written: string) =>
        `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n${field}:\n  ${key}: ${written}\n  other: b2s=\n`,
    })),
  ),
  {
    name: 'a misspelt field of a Secret',
    text: (written, from) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n${from.pick(['dat', 'datas', 'stringdata', 'spec'])}:\n  a: ${written}\n`,
  },
  {
    name: 'data itself',
    // The keys of `data` are no secrets.
    text: (written) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata: ${written.startsWith('{') ? `[${written}]` : written}\n`,
  },
  {
    name: 'a Secret in a List',
    text: (written) =>
      `apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata:\n    name: a\n  data:\n    a: ${written}\n`,
  },
  {
    name: 'a Secret whose kind is misspelt',
    text: (written, from) =>
      `apiVersion: v1\nkind: ${from.pick(['Secrt', 'secret', 'Secrets', 'Scret', 'Sercet'])}\nmetadata:\n  name: a\ndata:\n  a: ${written}\n`,
  },
  {
    name: 'a Secret whose kind is not there yet',
    text: (written) => `apiVersion: v1\nmetadata:\n  name: a\ndata:\n  a: ${written}\n`,
  },
  {
    name: 'the metadata of a Secret',
    text: (written) =>
      `apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  password: ${written}\n`,
  },
  {
    name: 'a variable of a container',
    text: (written, from) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    image: a\n    env:\n    - name: ${from.pick(secretNames)}\n      value: ${written}\n`,
  },
  {
    name: 'sparkConf',
    text: (written, from) =>
      `apiVersion: sparkoperator.k8s.io/v1beta2\nkind: SparkApplication\nmetadata:\n  name: a\nspec:\n  type: Python\n  sparkConf:\n    ${from.pick(['spark.hadoop.fs.s3a.secret.key', 'spark.ssl.keyPassword', 'spark.authenticate.secret'])}: ${written}\n`,
  },
  {
    name: 'a field that no schema has',
    text: (written, from) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  ${from.pick(secretNames)}: ${written}\n  replicas: x\n`,
  },
  {
    name: 'a ConfigMap',
    text: (written, from) =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  ${from.pick(secretNames)}: ${written}\n`,
  },
  {
    name: 'an annotation',
    text: (written, from) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  annotations:\n    ${from.pick(['kubectl.kubernetes.io/last-applied-configuration', 'example.com/api-key'])}: ${written}\nspec: {}\n`,
  },
  {
    name: 'labels',
    text: (written) =>
      `apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    token: ${written}\nspec: {}\n`,
  },
  {
    name: 'values of a chart',
    text: (written, from) =>
      `# chart: trino\n${from.pick(secretNames)}: ${written}\nserver:\n  workers: many\n  auth:\n    password: ${written}\n`,
  },
  ...textPlaces,
  ...lostPlaces,
  {
    name: 'a kind that nobody knows',
    text: (written, from) =>
      `apiVersion: odd.example.com/v1\nkind: Odd\nmetadata:\n  name: a\nspec:\n  ${from.pick(secretNames)}: ${written}\n`,
  },
];

interface Damage {
  readonly name: string;
  on(text: string, from: Random): string;
}

const damages: readonly Damage[] = [
  { name: 'whole', on: (text) => text },
  { name: 'whole again', on: (text) => text },
  {
    name: 'the last line twice',
    on: (text) => text + (text.trimEnd().split('\n').at(-1) ?? '') + '\n',
  },
  { name: 'an alias of it', on: (text) => `${text}extra: *anchor\n` },
  { name: 'cut', on: (text, from) => text.slice(0, text.length - 1 - from.int(4)) },
  { name: 'a bracket too many', on: (text) => `${text}]\n` },
  { name: 'a tab', on: (text) => `${text}\tx: y\n` },
  { name: 'CRLF', on: (text) => text.replaceAll('\n', '\r\n') },
  {
    name: 'a line without its colon',
    on: (text, from) => {
      const lines = text.split('\n');
      const at = 4 + from.int(Math.max(1, lines.length - 5));
      lines[at] = (lines[at] ?? '').replace(':', '');
      return lines.join('\n');
    },
  },
  {
    name: 'a line further out',
    on: (text) => text.replace(/\n +(\S[^\n]*)\n$/, '\n $1\n'),
  },
];
