/** Which fields of an object hold secrets: by the kind of the object and by names. Schemas may say more. */
import { isSecretName } from './secretNames.ts';

/**
 * `values`: what stands under the keys of a mapping, and under their own keys; `all`: every key and value below; `text`: a
 * value that is no mapping, where the field wants one.
 */
export type Secrecy = 'open' | 'text' | 'values' | 'all';

/** A field and what stands around it. */
export interface FieldPlace {
  readonly key: string;
  /** Keys from the nearest object (what has a kind, or the document) to the mapping of the field. */
  readonly path: readonly string[];
  /** Text of another field of the mapping. */
  sibling(name: string): string | undefined;
  /** What the nearest object says that it is; empty where it does not say. */
  readonly kind: string;
  /** It has an apiVersion. */
  readonly isObject: boolean;
}

export function secrecyOf(place: FieldPlace): Secrecy {
  const { key, path, kind, isObject } = place;
  if (key === 'stringData') return 'values';
  if (isSecretKind(kind, isObject)) {
    if (path.length === 0 && !objectFields.has(key)) return /\s/.test(key) ? 'all' : 'values';
    if (path.length === 1 && path[0] === 'metadata' && !metadataFields.has(key)) return 'all';
  }
  if (key === 'data' && [kind, ...path].some((step) => /secret/i.test(step))) return 'values';
  if (key === 'literals' && path.includes('secretGenerator')) return 'all';
  if (key === 'auth' && path.includes('auths')) return 'all';
  // A key may have swallowed its value: `token { value: x }`.
  const [first = ''] = key.split(/\s/, 1);
  if (isHeader(first, path)) return 'all';
  if (isValueKey(first) && hasSecretName(place)) return first === 'valueFrom' ? 'text' : 'all';
  return isSecretName(key) || isSecretName(first) ? 'all' : 'open';
}

/** Whether the mapping is a variable, a setting or a header by the name of a secret: `name: DB_PASSWORD`. */
export function hasSecretName(place: Pick<FieldPlace, 'sibling'>): boolean {
  const name = place.sibling('name') ?? place.sibling('key') ?? '';
  return isSecretName(name) || /^(?:proxy-)?authorization$/i.test(name);
}

/** `value` and what people type for it: `values`, `Value`, `val`, `vlaue`; and `valueFrom`, which may stand where `value` should. */
export function isValueKey(key: string): boolean {
  const letters = key.toLowerCase();
  if (letters.length < 3 || letters.length > 9) return false;
  if (/^val(?:ues?|uefrom)?$/.test(letters)) return true;
  return letters.length === 5 && Array.from(letters).sort().join('') === 'aeluv';
}

/**
 * Whether a key beside the empty `value` of a secret variable may be that value, indented too little. `isEmpty` says whether
 * the mapping has `value` with nothing in it.
 */
export function isStray(
  key: string,
  place: Pick<FieldPlace, 'sibling'>,
  isEmpty: boolean,
): boolean {
  return isEmpty && !variableFields.has(key) && hasSecretName(place);
}

const variableFields = new Set(['name', 'key', 'value', 'valueFrom']);

/** What holds for the items of a list, or for the values of a mapping, by what holds for the whole. */
export function ruleBelow(rule: Secrecy): Secrecy {
  return rule === 'values' ? 'all' : rule;
}

/** The header that has credentials; in lower letters, and elsewhere than among headers, the name is one of many settings. */
function isHeader(key: string, path: readonly string[]): boolean {
  if (/^(?:Proxy-)?Authorization$/.test(key)) return true;
  return /^(?:proxy-)?authorization$/i.test(key) && /headers?$/i.test(path.at(-1) ?? '');
}

/** `Secret`, and what is most probably meant for one while it is typed; an object without a kind may become one. */
export function isSecretKind(kind: string, isObject: boolean): boolean {
  if (kind === '') return isObject;
  const letters = kind.toLowerCase();
  if (letters.length < 4) return false;
  if (/^s?e?c?r?e?t?s?$/.test(letters)) return true;
  return letters.length === 6 && Array.from(letters).sort().join('') === 'ceerst';
}

const objectFields = new Set(['apiVersion', 'kind', 'metadata', 'type', 'immutable']);
const metadataFields = new Set([
  ...[
    'name',
    'generateName',
    'namespace',
    'labels',
    'annotations',
    'ownerReferences',
    'finalizers',
  ],
  ...['uid', 'resourceVersion', 'generation', 'creationTimestamp', 'deletionTimestamp'],
  ...['deletionGracePeriodSeconds', 'managedFields', 'selfLink'],
]);
