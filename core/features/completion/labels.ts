/** Keys and values of labels and selectors, from what they must match. */
import { isSecretName } from '../../../shared/secretNames.ts';
import { at, type Path } from '../../yaml/node.ts';
import { textsOf } from '../../graph/references.ts';
import type { Labels } from '../../graph/facts.ts';
import { nameOf } from './declared.ts';
import { podsNear } from './known.ts';
import { objectOf, type Place } from './place.ts';

/** Key to the values that it may have, for the free mapping that the cursor is in; empty where it holds no labels. */
export function labelSuggestions(place: Place): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  const add = (labels: Labels): void => {
    for (const [key, value] of Object.entries(labels)) {
      const values = found.get(key) ?? [];
      const isNew = !values.includes(value) && !isSecretName(key);
      if (isNew) found.set(key, [...values, value]);
    }
  };
  const { path } = place;
  const object = objectOf(place);
  const last = path.at(-1);
  const labelsAt = (where: Path): Labels => textsOf(at(object, where));
  if (last === 'matchLabels' || last === 'selector') {
    const owner = path.slice(0, path.lastIndexOf('selector'));
    add(labelsAt([...owner, 'template', 'metadata', 'labels']));
    if (found.size > 0) return found;
    for (const { labels } of podsNear(place)) add(labels);
  } else if (last === 'labels' && path.at(-2) === 'metadata') {
    const owner = path.slice(0, -3);
    if (path.at(-3) === 'template') {
      add(labelsAt([...owner, 'selector', 'matchLabels']));
      add(labelsAt([...owner, 'selector']));
    }
    const name = nameOf(object);
    for (const key of commonKeys) {
      if (found.has(key)) continue;
      found.set(key, name !== undefined && namedKeys.has(key) ? [name] : []);
    }
  }
  return found;
}

const commonKeys = ['name', 'instance', 'component', 'part-of', 'version', 'managed-by'].map(
  (name) => `app.kubernetes.io/${name}`,
);
const namedKeys = new Set(['app.kubernetes.io/name', 'app.kubernetes.io/instance']);
