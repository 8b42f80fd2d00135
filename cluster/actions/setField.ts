/** Actions that write one field: begin the pods anew, let an object rest or go on. */
import type { FieldKeys, RestartFacts, SwitchFacts } from '../../shared/kindFacts.ts';
import { fieldAt } from '../status/offeredActions.ts';
import type { JsonObject } from '../values.ts';
import { patchOf, type LiveObject } from './live.ts';
import type { Write } from './write.ts';

export function restart(live: LiveObject, { field, value }: RestartFacts, now = new Date()): Write {
  // As kubectl writes it, without parts of a second.
  return setField(live, field, value ?? now.toISOString().replace(/\.\d+Z$/, 'Z'));
}

export function turn(live: LiveObject, { field, on, off }: SwitchFacts, isOn: boolean): Write {
  return setField(live, field, isOn ? on : off);
}

/** Undefined takes the field away. */
export function setField(
  live: LiveObject,
  field: FieldKeys,
  value: boolean | string | undefined,
): Write {
  const before = fieldAt(live.object, field);
  const line = `${fieldText(field)}: ${valueText(before)} → ${valueText(value)}`;
  return patchOf(live, nested(field, value ?? null), [line]);
}

function nested(field: FieldKeys, value: unknown): JsonObject {
  return field.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as JsonObject;
}

/** `spec.suspend`, `metadata.annotations["a/b"]`. */
function fieldText(field: FieldKeys): string {
  return field
    .map((key) => (/^\w+$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`))
    .join('')
    .replace(/^\./, '');
}

function valueText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : 'not set';
}
