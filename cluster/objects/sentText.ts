/**
 * The text and the object that are sent for a document. They are the document's own, but for two things. A Secret's
 * `stringData` is copied into `data` by the server, which forgets who set it, so that a key which later leaves the manifest
 * would stay for ever: sent as `data` it belongs to us and leaves the cluster with the manifest. And a key that stands beside
 * a merge key (`<<`) which brings it too is a key given twice for the server: what is merged is sent expanded, as JSON.
 */
import { doubledKey } from '../../core/yaml/doubledKey.ts';
import { exactJson } from '../../core/yaml/exactJson.ts';
import { parse } from '../../core/yaml/parse.ts';
import type { ClusterError, FieldCause } from '../api.ts';
import { withoutBindings } from './serverMetadata.ts';
import { isObject, objectAt, without } from '../values.ts';
import type { JsonObject } from '../values.ts';

export interface SentText {
  readonly body: string;
  /** What `body` says, and `stringData` as the manifest has it: places and secrets are looked for in both. */
  readonly sent: unknown;
}

/** `object` is `text`, parsed; `unbound` without the `uid` and `resourceVersion` of an object that is gone. */
export function sentText(text: string, object: unknown, { unbound = false } = {}): SentText {
  const meant = unbound ? withoutBindings(object) : object;
  const data = isObject(meant) ? mergedData(meant) : undefined;
  const mayMerge = text.includes('<<');
  if (!isObject(meant) || (!data && meant === object && !mayMerge))
    return { body: text, sent: object };
  const { root, hasMergeKeys } = parse(text);
  const isAsItStands = !data && meant === object && !hasMergeKeys;
  // What the server refuses is left to it as it stands: it names the place.
  if (isAsItStands || doubledKey(root)) return { body: text, sent: object };
  if (!data) return { body: exactJson(meant), sent: meant };
  return {
    body: exactJson({ ...without(meant, ['stringData']), data }),
    sent: { ...meant, data },
  };
}

/** The places of a refusal as the manifest has them: what was sent as `data` may stand under `stringData`. */
export function atOwnPlaces(error: ClusterError, object: unknown): ClusterError {
  const texts = isObject(object) && mergedData(object) ? objectAt(object, 'stringData') : {};
  const causes = error.causes.map((cause): FieldCause => {
    const [field, key] = cause.path;
    const isMoved = field === 'data' && typeof key === 'string' && Object.hasOwn(texts, key);
    return isMoved ? { ...cause, path: ['stringData', ...cause.path.slice(1)] } : cause;
  });
  return { ...error, causes };
}

/** `data` as the server stores it; undefined where there is nothing to move or the server would refuse it. */
export function mergedData({
  apiVersion,
  kind,
  data,
  stringData,
}: JsonObject): JsonObject | undefined {
  if (kind !== 'Secret' || apiVersion !== 'v1' || !isObject(stringData)) return undefined;
  if (data !== undefined && data !== null && !isObject(data)) return undefined;
  const texts = Object.entries(stringData);
  const isRefused = ([key, value]: readonly [string, unknown]) =>
    typeof value !== 'string' ||
    (isObject(data) && Object.hasOwn(data, key) && !isBase64(data[key]));
  if (texts.some(isRefused)) return undefined;
  const encoded = texts.map(([key, value]) => [
    key,
    Buffer.from(String(value), 'utf8').toString('base64'),
  ]);
  return { ...(isObject(data) && data), ...(Object.fromEntries(encoded) as JsonObject) };
}

function isBase64(value: unknown): boolean {
  const text = typeof value === 'string' ? value.replace(/[\r\n]/g, '') : '-';
  return /^[A-Za-z0-9+/]*={0,2}$/.test(text) && text.length % 4 === 0;
}
