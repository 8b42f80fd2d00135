/** Fields of kinds that look as if they held the name of another object, by their own names alone. */
import { isRecord } from '../../shared/json.ts';

export interface LikeReference {
  readonly field: string;
  /** `BUNDLE#Type.path.to.field`; `[]` is an item of a list, `*` a value of a mapping. */
  readonly place: string;
  /** The schema says what it names. */
  readonly isAnnotated: boolean;
}

/** The text fields of a bundle of types that look so, but for what controllers write into a status. */
export function* likeReferencesIn(bundle: string, types: unknown): Generator<LikeReference> {
  if (!isRecord(types)) return;
  for (const [type, schema] of Object.entries(types))
    yield* fieldsUnder(`${bundle}#${type}`, schema);
}

function* fieldsUnder(place: string, schema: unknown): Generator<LikeReference> {
  if (!isRecord(schema)) return;
  const properties = isRecord(schema.properties) ? schema.properties : {};
  for (const [field, own] of Object.entries(properties)) {
    const at = `${place}.${field}`;
    if (looksLikeOne.test(field) && isText(own) && !isWritten(at))
      yield { field, place: at, isAnnotated: isRecord(own) && own['x-ref'] !== undefined };
    yield* fieldsUnder(at, own);
  }
  yield* fieldsUnder(`${place}.[]`, schema.items);
  yield* fieldsUnder(`${place}.*`, schema.additionalProperties);
  for (const choice of ['anyOf', 'oneOf', 'allOf'])
    for (const each of Array.isArray(schema[choice]) ? (schema[choice] as unknown[]) : [])
      yield* fieldsUnder(place, each);
}

const looksLikeOne =
  /(?:Name|Ref|Secret|SecretKey|ConfigMap|ServiceAccount|Claim)$|^(?:secret|configMap|serviceAccount|claim)$/;

function isText(schema: unknown): boolean {
  if (!isRecord(schema)) return false;
  const { type } = schema;
  return type === 'string' || (Array.isArray(type) && type.includes('string'));
}

/** By a controller. */
function isWritten(place: string): boolean {
  return /status/i.test(place.slice(place.indexOf('#')));
}
