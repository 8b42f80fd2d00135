/** `image` where `images.airflow` is meant: the near name is a mapping that takes the value one level below. */
import { isOpen, propertyOf } from '../schema/typedSchema.ts';
import type { TypeSchema } from '../schema/schema.ts';
import type { Entry } from '../yaml/node.ts';
import type { Checking } from './checking.ts';

/** Fields whose own fields are looked through, and how many of them are named. */
const maxLooked = 200;
const maxNamed = 3;

/**
 * Where the keys that stand under the entry belong, for the end of a message. Undefined where the near field takes them itself, or
 * nobody knows.
 */
export function deeperHome(
  { typed, names }: Checking,
  holder: TypeSchema,
  near: string,
  { value }: Entry,
): string | undefined {
  const target = propertyOf(typed, holder, near);
  if (!target || value.type !== 'map' || value.entries.length === 0 || isOpen(target))
    return undefined;
  const keys = value.entries.map(({ key }) => key.source);
  const takes = (schema: TypeSchema | undefined): boolean =>
    schema !== undefined && keys.every((key) => propertyOf(typed, schema, key) !== undefined);
  if (takes(target)) return undefined;
  const homes = names
    .of(target)
    .slice(0, maxLooked)
    .filter((name) => takes(propertyOf(typed, target, name)));
  if (homes.length === 0) return undefined;
  const named = homes.slice(0, maxNamed).map((name) => `${near}.${name}`);
  return `it belongs under ${named.join(', ')}${homes.length > maxNamed ? ' or another of them' : ''}`;
}
