/** Which fields of an object hold secrets: by the kind of the object and by names. Schemas may say more. */
import { isSecretName } from './secretNames.ts';

/** `values`: what stands under the keys of a mapping, and under their own keys; `all`: every key and value below. */
export type Secrecy = 'open' | 'values' | 'all';

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
  // A key may have swallowed its value: `token { value: x }`.
  const [first = ''] = key.split(/\s/, 1);
  if (first === 'value' && isSecretName(place.sibling('name') ?? place.sibling('key') ?? ''))
    return 'all';
  return isSecretName(key) || isSecretName(first) ? 'all' : 'open';
}

/** `Secret`, and what is most probably meant for one while it is typed; an object without a kind may become one. */
export function isSecretKind(kind: string, isObject: boolean): boolean {
  if (kind === '') return isObject;
  const letters = kind.toLowerCase();
  if (letters.length < 4) return false;
  return /^s?e?c?r?e?t?s?$/.test(letters) || Array.from(letters).sort().join('') === 'ceerst';
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
