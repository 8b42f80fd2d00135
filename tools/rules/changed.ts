/** A manifest of which some values are others: what examples say of a base. */
import { stringify } from 'yaml';
import { stepsOf } from '../../core/rules/tables/path.ts';

export type Manifest = Readonly<Record<string, unknown>>;

/** Path to value, `null` for nothing. */
export type Changes = Readonly<Record<string, unknown>>;

/** The text of a manifest, or of values of a chart (`$chart: trino@1.42.2`), after changes. */
export function changed(base: Manifest, changes: Changes): string {
  const { $chart, ...whole } = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) setIn(whole, pathOf(path), value);
  const text = stringify(whole, { version: '1.1', lineWidth: 0 });
  return typeof $chart === 'string' ? `# chart: ${$chart}\n${text}` : text;
}

export function pathOf(path: string): (string | number)[] {
  return stepsOf(path).steps.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

function setIn(whole: object, path: readonly (string | number)[], value: unknown): void {
  let at = whole as Record<string | number, unknown>;
  const [last = '', ...before] = path.toReversed();
  const steps = before.reverse();
  for (const [index, step] of steps.entries()) {
    const found = at[step];
    const isNew = typeof found !== 'object' || found === null;
    const following = steps[index + 1] ?? last;
    at = (isNew ? (at[step] = typeof following === 'number' ? [] : {}) : found) as typeof at;
  }
  if (value === null) Reflect.deleteProperty(at, last);
  else at[last] = value;
}
