/** Reading values of an unknown shape: what users write is no JSON Schema before it is looked at. */
import { isRecord, type Fields } from '../../../shared/json.ts';
import { own } from '../../../shared/own.ts';

/** The mapping under a key; an empty one where there is none. */
export function recordAt(value: unknown, key: string): Fields {
  const found = isRecord(value) ? own(value, key) : undefined;
  return isRecord(found) ? found : {};
}

export function textAt(value: unknown, key: string): string | undefined {
  const found = isRecord(value) ? own(value, key) : undefined;
  return typeof found === 'string' && found !== '' ? found : undefined;
}

export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = isRecord(value) ? own(value, key) : undefined;
  return Array.isArray(found) ? found : [];
}

export function textsAt(value: unknown, key: string): string[] {
  return listAt(value, key).filter((item) => typeof item === 'string');
}
