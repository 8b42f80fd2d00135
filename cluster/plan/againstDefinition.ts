/**
 * An object of a kind that the plan itself defines, held against the schema of that CustomResourceDefinition before the API
 * server knows it. Only what is certain is said: unknown fields, types, required fields, lists of values, bounds. Patterns,
 * formats, rules and combinations (`anyOf` and the like) are left to the dry run right before the apply.
 */
import { exactJson } from '../../core/yaml/exactJson.ts';
import { own } from '../../shared/own.ts';
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import type { FieldCause } from '../api.ts';
import { at, isObject, listAt, numberAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

type Path = readonly PathSegment[];

/** What the definition would refuse of the object; nothing where it has no schema for the version. */
export function faultsAgainst(
  definition: unknown,
  apiVersion: string,
  object: unknown,
): FieldCause[] {
  const name = apiVersion.split('/')[1];
  const version = listAt(definition, 'spec', 'versions').find(
    (one) => textAt(one, 'name') === name,
  );
  const schema = at(version, 'schema', 'openAPIV3Schema');
  if (!isObject(schema) || !isObject(object)) return [];
  if (at(definition, 'spec', 'preserveUnknownFields') === true) return [];
  const found: FieldCause[] = [];
  walk(schema, object, [], found, true);
  return found.slice(0, mostFaults);
}

const mostFaults = 20;

/** What every object has, whatever the schema says of it. */
const ofEveryObject: readonly string[] = ['apiVersion', 'kind', 'metadata'];

function walk(
  schema: JsonObject,
  value: unknown,
  path: Path,
  found: FieldCause[],
  isWhole: boolean,
): void {
  // A null is dropped, filled in or refused, by rules of its own.
  if (value === null || value === undefined || found.length >= mostFaults) return;
  const wrong = wrongType(schema, value) ?? outOfBounds(schema, value);
  if (wrong !== undefined) {
    found.push({ path: [...path], reason: 'FieldValueInvalid', message: wrong });
    return;
  }
  if (Array.isArray(value)) {
    const items = at(schema, 'items');
    if (isObject(items))
      value.forEach((item, index) => walk(items, item, [...path, index], found, false));
  } else if (isObject(value)) {
    walkObject(
      schema,
      value,
      path,
      found,
      isWhole || schema['x-kubernetes-embedded-resource'] === true,
    );
  }
}

function walkObject(
  schema: JsonObject,
  value: JsonObject,
  path: Path,
  found: FieldCause[],
  isWhole: boolean,
): void {
  const properties = objectAt(schema, 'properties');
  const more = schema.additionalProperties;
  const isOpen = schema['x-kubernetes-preserve-unknown-fields'] === true || more === true;
  for (const [key, item] of Object.entries(value)) {
    if (isWhole && ofEveryObject.includes(key)) continue;
    const below = own(properties, key) ?? (isObject(more) ? more : undefined);
    if (isObject(below)) walk(below, item, [...path, key], found, false);
    else if (!isOpen && item !== null)
      found.push({
        path: [...path, key],
        reason: 'UnknownField',
        message: 'The definition does not have this field',
      });
  }
  for (const key of listAt(schema, 'required')) {
    if (typeof key !== 'string' || Object.hasOwn(value, key)) continue;
    const isGiven = isWhole && ofEveryObject.includes(key);
    if (isGiven || at(properties, key, 'default') !== undefined) continue;
    found.push({ path: [...path, key], reason: 'FieldValueRequired', message: 'It is required' });
  }
}

function wrongType(schema: JsonObject, value: unknown): string | undefined {
  const is = typeOf(value);
  const wanted = textAt(schema, 'type');
  if (schema['x-kubernetes-int-or-string'] === true)
    return is === 'integer' || is === 'string'
      ? undefined
      : `It has to be a whole number or a text, and is ${words[is]}`;
  const known = wanted === undefined ? undefined : own(words, wanted);
  if (wanted === undefined || known === undefined || wanted === is) return undefined;
  if (wanted === 'number' && is === 'integer') return undefined;
  return `It has to be ${known}, and is ${words[is]}`;
}

const words = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
} as const;

function typeOf(value: unknown): keyof typeof words {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'string') return 'string';
  return typeof value === 'bigint' || Number.isInteger(value) ? 'integer' : 'number';
}

function outOfBounds(schema: JsonObject, value: unknown): string | undefined {
  const allowed = schema.enum;
  if (Array.isArray(allowed) && !allowed.some((one) => exactJson(one) === exactJson(value))) {
    const some = allowed.slice(0, 10).map(exactJson).join(', ');
    return `It has to be one of ${some}${allowed.length > 10 ? ' and others' : ''}`;
  }
  if (typeof value === 'number') return outOfRange(schema, value);
  if (typeof value === 'string')
    return outOfCount(schema, Array.from(value).length, ['minLength', 'maxLength'], 'characters');
  if (Array.isArray(value))
    return outOfCount(schema, value.length, ['minItems', 'maxItems'], 'items');
  return undefined;
}

function outOfRange(schema: JsonObject, value: number): string | undefined {
  const least = numberAt(schema, 'minimum');
  const most = numberAt(schema, 'maximum');
  if (least !== undefined && schema.exclusiveMinimum === true && value <= least)
    return `It has to be greater than ${least}`;
  if (least !== undefined && value < least) return `It has to be ${least} or more`;
  if (most !== undefined && schema.exclusiveMaximum === true && value >= most)
    return `It has to be less than ${most}`;
  if (most !== undefined && value > most) return `It has to be ${most} or less`;
  return undefined;
}

function outOfCount(
  schema: JsonObject,
  count: number,
  [min, max]: readonly [string, string],
  what: string,
): string | undefined {
  const least = numberAt(schema, min);
  const most = numberAt(schema, max);
  if (least !== undefined && count < least) return `It has to have ${least} ${what} at least`;
  if (most !== undefined && count > most) return `It may have ${most} ${what} at most`;
  return undefined;
}
