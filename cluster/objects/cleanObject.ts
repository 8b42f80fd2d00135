/** Kubernetes objects as text for people: without the server's bookkeeping, without the values of Secrets. */
import { stringify } from 'yaml';
import { exactJson } from '../../core/yaml/exactJson.ts';
import { hiddenMark, withoutSecrets } from '../../shared/hideSecrets.ts';
import { isSecretName } from '../../shared/secretNames.ts';
import { secretPartsOf } from '../../shared/secretParts.ts';
import { secretValuesOf } from '../../shared/secretValues.ts';
import type { DiffTexts } from '../api.ts';
import { LAST_APPLIED } from './lastApplied.ts';
import { isObject, objectAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** Metadata that only the server writes and that changes by itself. */
export const SERVER_METADATA = [
  'managedFields',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
];

/** For reading: everything but managedFields; a Secret's values hidden, and annotations of it that repeat them. */
export function readableYaml(object: JsonObject): string {
  const metadata: JsonObject = { ...objectAt(object, 'metadata') };
  delete metadata.managedFields;
  const shown = { ...object, metadata };
  return toYaml(isSecret(object) ? hideSecretValues(shown) : shown);
}

/** For editing: what can be set. A Secret's values are not hidden. */
export function editableYaml(object: JsonObject): string {
  return toYaml(comparable(object));
}

/** For comparing: status and all that the server keeps for itself is gone. Still holds a Secret's values. */
export function comparable(object: JsonObject): JsonObject {
  const rest = without(object, ['status']);
  const metadata: JsonObject = without(objectAt(object, 'metadata'), SERVER_METADATA);
  const annotations = without(objectAt(metadata, 'annotations'), [LAST_APPLIED]);
  if (Object.keys(annotations).length) metadata.annotations = annotations;
  else delete metadata.annotations;
  const cleaned = { ...rest, metadata };
  // Servers of today do not write them, and a copy of the whole object is the dearest part of this.
  return hasEmptyTimestamp(cleaned) ? (withoutEmptyTimestamps(cleaned) as JsonObject) : cleaned;
}

/**
 * Both sides of a diff as YAML; a Secret's values become placeholders that tell only whether they differ. Few of them are
 * looked at, and to write one takes as long as all the rest that a plan does with its object: they are written when read.
 */
export function diffTexts(before: JsonObject | undefined, after: JsonObject): DiffTexts {
  const hide = isSecret(after) ? hideSecretValues : (object: JsonObject) => object;
  return {
    get before() {
      return before ? toYaml(hide(before)) : '';
    },
    get after() {
      return toYaml(hide(after, before));
    },
  };
}

/** Same content, whatever the order of keys. */
export function sameContent(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length && one.every((item, index) => sameContent(item, other[index]))
    );
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => Object.hasOwn(other, key) && sameContent(one[key], other[key]));
}

/** A server's words about an object that was sent, without the secrets of the object that they may repeat. */
export function withoutSecretValues(words: string, sent: unknown): string {
  if (!isObject(sent)) return words;
  const secrets = secretValuesOf(sent);
  if (sent.kind !== 'Secret') return withoutSecrets(words, secrets);
  // All of them is about the Secret: short values count as well.
  return secrets
    .filter(({ length }) => length > 2)
    .sort((one, other) => other.length - one.length)
    .reduce(
      (text, value) => text.replaceAll(value, hiddenMark),
      words.replace(/, got .*/g, `, got ${hiddenMark}`),
    );
}

function hideSecretValues(object: JsonObject, compareWith?: JsonObject): JsonObject {
  const result: JsonObject = { ...object, ...withHiddenAnnotations(object, compareWith) };
  for (const [field, encoding] of [
    ['data', 'base64'],
    ['stringData', 'utf8'],
  ] as const) {
    const values = object[field];
    if (values === undefined || values === null) continue;
    if (!isObject(values)) {
      result[field] = hidden(byteLength(values)); // not a mapping: still nobody's business
      continue;
    }
    const old = objectAt(compareWith, field);
    result[field] = Object.fromEntries(
      Object.entries(values).map(([key, value]) => {
        const length =
          typeof value === 'string' ? Buffer.byteLength(value, encoding) : byteLength(value);
        return [key, hidden(length, Object.hasOwn(old, key) && !sameContent(old[key], value))];
      }),
    );
  }
  return result;
}

/** Annotations of a Secret may repeat it: the manifest that was applied last, the token of an account. */
function withHiddenAnnotations(
  object: JsonObject,
  compareWith: JsonObject | undefined,
): { metadata?: JsonObject } {
  const metadata = objectAt(object, 'metadata');
  if (!isObject(metadata.annotations)) return {};
  const secrets = secretValuesOf(without(object, ['metadata']));
  const old = objectAt(compareWith, 'metadata', 'annotations');
  const annotations = Object.entries(metadata.annotations).map(([key, value]) => {
    if (!mayRepeatSecret(key, value, secrets)) return [key, value];
    const isChanged = Object.hasOwn(old, key) && !sameContent(old[key], value);
    return [key, hidden(byteLength(value), isChanged)];
  });
  return { metadata: { ...metadata, annotations: Object.fromEntries(annotations) as JsonObject } };
}

function mayRepeatSecret(key: string, value: unknown, secrets: readonly string[]): boolean {
  if (key === LAST_APPLIED || key.split(/[./]/).some(isSecretName)) return true;
  if (typeof value !== 'string') return false;
  return secretPartsOf(value).length > 0 || withoutSecrets(value, secrets) !== value;
}

function hidden(length: number, changed = false): string {
  return `<hidden, ${length} bytes${changed ? ', changed' : ''}>`;
}

function byteLength(value: unknown): number {
  return Buffer.byteLength(typeof value === 'string' ? value : exactJson(value ?? ''));
}

function isSecret(object: JsonObject): boolean {
  return object.kind === 'Secret' && object.apiVersion === 'v1';
}

function hasEmptyTimestamp(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasEmptyTimestamp);
  if (!isObject(value)) return false;
  return value.creationTimestamp === null || Object.values(value).some(hasEmptyTimestamp);
}

/** Go wrote `creationTimestamp: null` into every nested object meta. */
function withoutEmptyTimestamps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmptyTimestamps);
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(
    ([key, item]) => key !== 'creationTimestamp' || item !== null,
  );
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutEmptyTimestamps(item)]));
}

/** `apiVersion` and `kind` first, as people write them; the server sends them the other way round. */
function toYaml({ apiVersion, kind, ...rest }: JsonObject): string {
  const head = {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(kind !== undefined && { kind }),
  };
  return stringify(
    { ...head, ...rest },
    { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false },
  );
}
