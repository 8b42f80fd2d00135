/** The pod that an object is, or that is made from it: with its `metadata` and `spec`. */
import { listAt, objectAt, type JsonObject } from '../values.ts';

/** Where objects hold the template of their pods, the first that has containers. */
const places: readonly (readonly string[])[] = [
  ['spec', 'template'],
  ['spec', 'jobTemplate', 'spec', 'template'],
  ['template'],
];

/** Empty where there is none. A pod has a state beside it. */
export function podTemplateOf(object: JsonObject, kind: string): JsonObject {
  if (kind === 'Pod') return object;
  const found = places.find((place) => listAt(object, ...place, 'spec', 'containers').length > 0);
  return found ? objectAt(object, ...found) : {};
}
