/**
 * Field paths as the API server writes them (`spec.containers[0].image`, `.spec.containers[name="web"].image`,
 * `metadata.labels.app.kubernetes.io/name`) into steps, with the help of the object that was sent.
 */
import { own } from '../../shared/own.ts';
import type { PathSegment } from '../../core/model/manifestDocuments.ts';
import { isObject, isWrittenAs } from '../values.ts';
import { conditionsOf } from './itemSelector.ts';

/** Steps of `field`; keys with dots and list items named by key are found in `object` where it is given. */
export function parseFieldPath(field: string, object?: unknown): PathSegment[] {
  const path: PathSegment[] = [];
  let rest = field.trim().replace(/^\.|^<nil>$/, '');
  let current = object;
  while (rest !== '') {
    const step = rest.startsWith('[') ? bracketStep(rest, current) : keyStep(rest, current);
    if (!step) break;
    path.push(step.segment);
    current = child(current, step.segment);
    rest = rest.slice(step.length).replace(/^\./, '');
  }
  return path;
}

/** `['spec', 'containers', 0]` → `spec.containers[0]`. */
export function formatFieldPath(path: readonly PathSegment[]): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /[.[\]]/.test(step) ? `[${step}]` : `.${step}`;
    })
    .join('')
    .replace(/^\./, '');
}

interface Step {
  readonly segment: PathSegment;
  /** Characters of the text that it takes. */
  readonly length: number;
}

/** The longest key of the object that the text begins with; without one, up to the next dot or bracket. */
function keyStep(text: string, current: unknown): Step | undefined {
  let longest = '';
  for (const key of isObject(current) ? Object.keys(current) : []) {
    if (
      key.length > longest.length &&
      text.startsWith(key) &&
      /^($|[.[])/.test(text.slice(key.length))
    ) {
      longest = key;
    }
  }
  const segment = longest || (/^[^.[]+/.exec(text)?.[0] ?? '');
  return segment ? { segment, length: segment.length } : undefined;
}

function bracketStep(text: string, current: unknown): Step | undefined {
  const inside = /^\[((?:[^\]"]|"(?:[^"\\]|\\.)*")*)\]/.exec(text)?.[1];
  if (inside === undefined) return undefined;
  const length = inside.length + 2;
  if (/^\d+$/.test(inside) && !isObject(current)) return { segment: Number(inside), length };
  const selected = selectItem(inside, current);
  if (selected !== undefined) return { segment: selected, length };
  if (/^[\w.]*=/.test(inside)) return undefined; // an item that the object does not have: stop at its list
  return { segment: inside.replace(/^"(.*)"$/, '$1'), length };
}

/** Index of the item that `name="web"`, `port=80,protocol="TCP"` or `="value"` picks. */
function selectItem(selector: string, list: unknown): number | undefined {
  if (!Array.isArray(list)) return undefined;
  const conditions = conditionsOf(selector);
  if (!conditions.length) return undefined;
  const matches = (item: unknown, exact: boolean) =>
    conditions.every(({ key, value }) => {
      const found = key !== '' ? (isObject(item) ? own(item, key) : undefined) : item;
      // The server fills in defaults (`protocol="TCP"`) that the manifest need not have.
      if (found === undefined && !exact) return true;
      return isWrittenAs(found, value);
    });
  const index = list.findIndex((item) => matches(item, true));
  const loose = index < 0 ? list.findIndex((item) => matches(item, false)) : index;
  return loose < 0 ? undefined : loose;
}

function child(value: unknown, step: PathSegment): unknown {
  if (typeof step === 'number')
    return Array.isArray(value) ? (value as unknown[])[step] : undefined;
  return isObject(value) ? own(value, step) : undefined;
}
