/** The types that a kubeconfig's fields have. kubectl refuses a file in which one has another type, and says so in Go. */
import { own } from '../../shared/own.ts';
import { formatFieldPath } from '../objects/fieldPath.ts';
import { isObject, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

type Shape =
  | 'text'
  | 'truth'
  | 'anything'
  | { readonly list: Shape }
  | { readonly each: Shape }
  | { readonly fields: Readonly<Record<string, Shape>> };

export interface WrongType {
  /** From the root of the file to the value. */
  readonly path: readonly (string | number)[];
  /** What is wrong with it, to follow on a place: `is a number in YAML. Put it in quotes`. */
  readonly why: string;
}

/** The first field of the file with a value of another type than kubectl wants; null counts as absent, unknown fields for nothing. */
export function wrongType(root: JsonObject): WrongType | undefined {
  return check(root, kubeconfig, []);
}

/** `"exec.args[0]" of user me`, `a name in "users"`. */
export function placeWords(root: JsonObject, path: readonly (string | number)[]): string {
  const [list, index, ...rest] = path;
  if (typeof list !== 'string' || typeof index !== 'number') return `"${formatFieldPath(path)}"`;
  if (rest.length === 1 && rest[0] === 'name') return `a name in "${list}"`;
  const name = textAt(root, list, index, 'name');
  const owner = `${list.replace(/s$/, '')} ${name ?? `number ${index + 1}`}`;
  if (rest.length === 0) return owner;
  const field = rest.length > 1 ? rest.slice(1) : rest;
  return `"${formatFieldPath(field)}" of ${owner}`;
}

function texts(...names: string[]): Record<string, Shape> {
  return Object.fromEntries(names.map((name) => [name, 'text']));
}

const extensions: Shape = { list: { fields: { name: 'text', extension: 'anything' } } };

const cluster: Shape = {
  fields: {
    ...texts('server', 'tls-server-name', 'proxy-url'),
    ...texts('certificate-authority', 'certificate-authority-data'),
    'insecure-skip-tls-verify': 'truth',
    'disable-compression': 'truth',
    extensions,
  },
};

const exec: Shape = {
  fields: {
    ...texts('command', 'apiVersion', 'installHint', 'interactiveMode'),
    args: { list: 'text' },
    env: { list: { fields: texts('name', 'value') } },
    provideClusterInfo: 'truth',
  },
};

const user: Shape = {
  fields: {
    ...texts('client-certificate', 'client-certificate-data', 'client-key', 'client-key-data'),
    ...texts('token', 'tokenFile', 'username', 'password', 'as', 'as-uid'),
    'as-groups': { list: 'text' },
    'as-user-extra': { each: { list: 'text' } },
    'auth-provider': { fields: { name: 'text', config: { each: 'text' } } },
    exec,
    extensions,
  },
};

const context: Shape = { fields: { ...texts('cluster', 'user', 'namespace'), extensions } };

const kubeconfig: Shape = {
  fields: {
    ...texts('apiVersion', 'kind', 'current-context'),
    preferences: { fields: { colors: 'truth', extensions } },
    clusters: { list: { fields: { name: 'text', cluster } } },
    users: { list: { fields: { name: 'text', user } } },
    contexts: { list: { fields: { name: 'text', context } } },
    extensions,
  },
};

function check(
  value: unknown,
  shape: Shape,
  path: readonly (string | number)[],
): WrongType | undefined {
  if (value === null || value === undefined || shape === 'anything') return undefined;
  if (shape === 'text') return typeof value === 'string' ? undefined : { path, why: noText(value) };
  if (shape === 'truth') {
    const why = `is ${typeOf(value)} in YAML. Write true or false, without quotes`;
    return typeof value === 'boolean' ? undefined : { path, why };
  }
  if ('list' in shape) {
    if (!Array.isArray(value)) return { path, why: `is ${typeOf(value)} and not a list` };
    return first(value.entries(), (index, item) => check(item, shape.list, [...path, index]));
  }
  if (!isObject(value)) return { path, why: `is ${typeOf(value)} and not a mapping` };
  const entries = Object.entries(value);
  return first(entries, (key, item) => {
    const known = 'each' in shape ? shape.each : (own(shape.fields, key) ?? 'anything');
    return check(item, known, [...path, key]);
  });
}

function first<K extends string | number>(
  entries: Iterable<readonly [K, unknown]>,
  find: (key: K, value: unknown) => WrongType | undefined,
): WrongType | undefined {
  for (const [key, value] of entries) {
    const found = find(key, value);
    if (found) return found;
  }
  return undefined;
}

function noText(value: unknown): string {
  if (typeof value === 'object') return `is ${typeOf(value)} and not a text`;
  return `is ${typeOf(value)} in YAML. Put it in quotes`;
}

function typeOf(value: unknown): string {
  if (typeof value === 'boolean') return 'a truth value';
  if (typeof value === 'string') return 'a text';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'a mapping' : 'a number';
}
