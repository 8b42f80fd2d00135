/** Reading JSON of unknown shape without casts. */
import { isRecord } from '../shared/json.ts';
import { exactJson, parseExactJson } from '../core/yaml/exactJson.ts';
import { own } from '../shared/own.ts';

export type JsonObject = Record<string, unknown>;

export function isObject(value: unknown): value is JsonObject {
  return isRecord(value);
}

/** The value at a path of keys and indexes, undefined where a step is missing. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let current = value;
  for (const step of path) {
    if (typeof step === 'number' && Array.isArray(current)) current = current[step];
    else if (typeof step === 'string' && isObject(current)) current = own(current, step);
    else return undefined;
  }
  return current;
}

/** A non-empty string at a path. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function numberAt(
  value: unknown,
  ...path: readonly (string | number)[]
): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** The list at a path, empty where there is none. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function objectAt(value: unknown, ...path: readonly (string | number)[]): JsonObject {
  const found = at(value, ...path);
  return isObject(found) ? found : {};
}

/** Parsed JSON, undefined where it is none. */
export function parseJson(
  text: string,
  reviver?: (key: string, value: unknown) => unknown,
): unknown {
  try {
    return JSON.parse(text, reviver);
  } catch {
    return undefined;
  }
}

/** Parsed JSON with every digit of its integers, undefined where it is none. */
export function parseObject(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    return undefined;
  }
}

/** Whether a value of an object is what a server wrote as JSON, e.g. `"web"` or `80`. */
export function isWrittenAs(value: unknown, json: string): boolean {
  return value !== undefined && exactJson(value) === json;
}

/** The object without some of its keys. */
export function without<T extends object, K extends string>(
  object: T,
  keys: readonly K[],
): Omit<T, K> {
  const kept = Object.entries(object).filter(([key]) => !(keys as readonly string[]).includes(key));
  return Object.fromEntries(kept) as Omit<T, K>;
}
