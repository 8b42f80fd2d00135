import { describe, expect, test } from 'vitest';
import { convertSchema } from '../schema/convert/convertSchema.ts';
import { ManifestDocument } from '../model/manifestDocument.ts';
import { Patterns } from '../patterns/patterns.ts';
import type { TypeSchema } from '../schema/schema.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import { secretsIn, secretsInLines } from './documentSecrets.ts';
import { HiddenSecrets } from './hiddenSecrets.ts';

const X = 'hunTer2Zq';

/** The text of a document as words that repeat it would show it. */
function shown(source: string, schema?: TypeSchema): string {
  const { root, problems } = new ManifestDocument(source, 1).parsed;
  const typed = schema && typedSchemaOf(schema);
  const secrets = [
    ...secretsIn(root, typed, () => undefined),
    ...(problems.length > 0 ? secretsInLines(source, false) : []),
  ];
  return new HiddenSecrets(secrets).hide(source);
}

function typedSchemaOf(root: TypeSchema): TypedSchema {
  return { root, patterns: new Patterns(), resolve: (schema) => schema };
}

const text: TypeSchema = { type: 'string' };
const variables: TypeSchema = {
  type: 'object',
  properties: {
    env: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          name: text,
          value: text,
          valueFrom: { type: 'object', properties: { secretKeyRef: { type: 'object' } } },
        },
      },
    },
  },
};

test.each([
  ['under valueFrom', `env: [{name: PGPASSWORD, valueFrom: ${X}}]`],
  ['in a list under valueFrom', `env: [{name: PGPASSWORD, valueFrom: [${X}]}]`],
  ['under values', `env: [{name: PGPASSWORD, values: ${X}}]`],
  ['under a typo of value', `env: [{name: PGPASSWORD, vlaue: ${X}}]`],
  ['below an empty value', `env:\n- name: DB_PASSWORD\n  value:\n  ${X}: x\n`],
  ['of a header', `headers: [{name: Authorization, value: ${X}}]`],
  ['of headers', `headers: {authorization: ${X}}`],
  ['of a login', `auths: {registry: {auth: ${X}}}`],
  ['of a command', `command: [sshpass, -p, ${X}, ssh, host]`],
  ['of a command that takes it with its flag', `command: [mysql, -u, root, -p${X}]`],
  ['of a user', `args: [curl, -u, "someone:${X}"]`],
])('a secret is one %s', (_, source) => {
  expect(shown(source, variables)).not.toContain(X);
  expect(shown(source)).not.toContain(X);
});

test.each([
  'env: [{name: PGPASSWORD, valueFrom: {secretKeyRef: {name: database, key: postgres}}}]',
  'env: [{name: LOG_LEVEL, value: verbose}]',
  'env:\n- name: LOG_LEVEL\n  value:\n  another: thing\n',
  'volumes: [{name: token, mountPath: /var/run/something}]',
  'authorization: {type: simple}',
  'command: [mkdir, -p, /data/warehouse]',
])('what only looks like one stays readable: %s', (source) => {
  expect(shown(source, variables)).toBe(source);
  expect(shown(source)).toBe(source);
});

test.each([
  ['as it is', `data:\n  password: |\n${X}\n`],
  ['folded', `data:\n  password: >-\n${X}\nmore-of-it\n`],
  ['behind a tab', `data:\n  password: |\n\t${X}\n`],
  ['in its second line', `data:\n  password: |\n    first-line\n ${X}\n`],
  ['behind the headers of a PEM', pem(`Proc-Type: 4,ENCRYPTED\n\n${X}`)],
  ['as a PEM', pem(X)],
])('a block that lost its indentation is secret %s', (_, source) => {
  expect(shown(source)).not.toContain(X);
});

function pem(body: string): string {
  return `data:\n  tls.key: |\n-----BEGIN PRIVATE KEY-----\n${body}\n-----END PRIVATE KEY-----\n`;
}

test.each([
  `env:\n  - name: PGPASSWORD\n    value:\n ${X}\n`,
  `env:\n  - name: PGPASSWORD\n    value:\n ${X}: x\n`,
  `env:\n  - name: PGPASSWORD\n values: ${X}: x\n`,
  `password:\n${X}\nother: readable\n`,
])('a value further out than its key is secret: %j', (source) => {
  expect(shown(source)).not.toContain(X);
});

test('the block ends at the next key', () => {
  const source = `data:\n  password: |\n${X}\nother: readable\n  - odd`;
  expect(shown(source)).toContain('other: readable');
  expect(shown('data:\n  note: |\nsomething\n')).toContain('something');
  const empty = 'password:\nDB_HOST: readable\nimage: another\n  - odd';
  expect(shown(empty)).toBe(empty);
});

test.each([
  `data: {\\"password\\":\\"${X}\\"}`,
  `data:\n  password=abc&${X}: x\n`,
  `data:\n  a: b\n  mysql://u:pa@${X}@h/db\n`,
])('a key that holds a secret is searched as a text: %s', (source) => {
  expect(shown(source)).not.toContain(X);
});

test('a key is hidden in Markdown too', () => {
  const { root } = new ManifestDocument(`data:\n  password=abc&${X}: x\n`, 1).parsed;
  const secrets = new HiddenSecrets(secretsIn(root, undefined, () => undefined));
  expect(secrets.hide(`**data.password=abc\\&${X}**`)).not.toContain(X);
});

const password = { format: 'password' };
/** As a CRD has it. */
const passwords = {
  type: 'object',
  properties: {
    single: password,
    list: { type: 'array', items: { type: 'string', ...password } },
    free: { type: 'object', additionalProperties: password },
    lists: { type: 'array', items: { type: 'array', items: password } },
    open: { type: 'object', additionalProperties: text },
    fields: { type: 'object', properties: { readable: text }, ...password },
  },
};

const converted = convertSchema(passwords, {
  unnamedFields: 'closed',
  bareObject: 'closed',
  isEnforced: true,
  ref: (target) => target,
});

test('a choice that may be a secret is one', () => {
  const choice: TypeSchema = { anyOf: [{ type: 'integer' }, { type: 'string', 'x-secret': true }] };
  expect(shown(`choice: ${X}`, { type: 'object', properties: { choice } })).not.toContain(X);
});

describe('in a message', () => {
  const hidden = (secret: string, message: string): string => {
    const { root } = new ManifestDocument(`password: ${secret}\n`, 1).parsed;
    const secrets = new HiddenSecrets(secretsIn(root, undefined, () => undefined));
    return secrets.hideInMessage(message, [0, 100]);
  };

  test.each([
    ['secret', 'a secret in plain text: put it into a Secret and read a variable'],
    ['password', 'a password in plain text'],
    ['plain text', 'this is not base64: write plain text under stringData'],
    ['secretive-thing', '"core.fernet_key" holds a secret in plain text: take it from a Secret'],
  ])('its own words stay, though %s is the secret', (secret, message) => {
    expect(hidden(secret, message)).toBe(message);
  });

  test.each([
    ['password', 'not "password" but x', 'not "<hidden>" but x'],
    ['password', 'not "a password too" but x', 'not "a <hidden> too" but x'],
    ['password', 'of my-password here', 'of my-<hidden> here'],
    [X, `a secret ${X} in plain text`, 'a secret <hidden> in plain text'],
    [`secret ${X}`, `a secret ${X} here`, 'a <hidden> here'],
  ])('the text of the document does not: %s in %s', (secret, message, expected) => {
    expect(hidden(secret, message)).toBe(expected);
  });

  test('labels hide such words as well', () => {
    const { root } = new ManifestDocument('password: password\n', 1).parsed;
    const secrets = new HiddenSecrets(secretsIn(root, undefined, () => undefined));
    expect(secrets.hide('password', [10, 18])).toBe('<hidden>');
  });
});

test.each([
  `list: ${X}`,
  `list: [${X}]`,
  `list: {${X}: 1}`,
  `lists: [${X}]`,
  `lists: [[${X}]]`,
  `free: ${X}`,
  `free: [${X}]`,
  `free: {name: ${X}}`,
  `free: {name: {${X}: 1}}`,
  `single: ${X}`,
  `single: {${X}: 1}`,
  `single: [{${X}: 1}]`,
  `fields: {readable: ${X}}`,
])('a field that the schema calls secret is so in every shape: %s', (source) => {
  expect(shown(source, converted)).not.toContain(X);
});

test('names in a mapping of secrets, and other mappings, stay readable', () => {
  const source = `free: {readable-name: ${X}}\nopen: {another: readable-text}\nfields: {readable: ${X}}\n`;
  expect(shown(source, converted)).toBe(source.replaceAll(X, '<hidden>'));
});
