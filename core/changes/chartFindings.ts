/** What becomes of a change of values: `chartChanges.ts` has what is known of each chart. */
import type { Finding } from '../findings/finding.ts';
import { at, entries, entry, get, text, type Entry, type Node, type Span } from '../yaml/node.ts';
import { mayHoldPlaceholder } from '../placeholders/placeholdersIn.ts';
import { linesOf } from '../yaml/lines.ts';
import { chartChanges, type ChartChange } from './chartChanges.ts';
import { changesTold, type Pair } from './operatorFindings.ts';
import { outcomes } from './operatorChanges.ts';

/** `chart`: by its id, of the values of which both are. */
export function* chartFindings(chart: string, pair: Pair): Generator<Finding> {
  for (const change of chartChanges)
    if (change.charts.includes(chart) && isMeant(change, pair)) yield* changesTold(change, pair);
  if (supersets.has(chart)) yield* keyOfSuperset(pair);
}

function isMeant(change: ChartChange, { before, after }: Pair): boolean {
  const { unlessOff = [], mayHold, keeps, paths } = change;
  const valueAt = (root: Node, path: string): Node | undefined => at(root, path.split('.'));
  if (unlessOff.some((path) => [before, after].some((root) => isOff(valueAt(root, path)))))
    return false;
  const word = mayHold && text(valueAt(after, mayHold.path));
  if (word !== undefined && !word.includes(mayHold?.word ?? '')) return false;
  if (!keeps) return true;
  return paths.some((path) => {
    const [old, now] = [before, after].map((root) => text(valueAt(root, path)));
    return old !== undefined && now !== undefined && !now.includes(old);
  });
}

function isOff(node: Node | undefined): boolean {
  return node?.type === 'scalar' && node.value === false;
}

const supersets: ReadonlySet<string> = new Set(['superset']);

/** Stored passwords are encrypted with SECRET_KEY, which is a line of Python in one of the texts, or a variable. */
function* keyOfSuperset({ before, after, was }: Pair): Generator<Finding> {
  const texts = entries(get(after, 'configOverrides'));
  if (texts.some(({ value }) => text(value)?.includes('PREVIOUS_SECRET_KEY'))) return;
  const [inOldText] = entries(get(before, 'configOverrides')).flatMap(keyIn);
  const [inText] = texts.flatMap(keyIn);
  const [inOldVariable, inVariable] = [before, after].map(keyOfVariable);
  const span = placeOfOther(inOldText, inText) ?? placeOfOther(inOldVariable, inVariable);
  if (!span) return;
  yield {
    code: outcomes.loss.code,
    severity: outcomes.loss.severity,
    span,
    message: `${was} has another SECRET_KEY here: with a new one Superset cannot read the passwords of the databases that it knows; write the old one as PREVIOUS_SECRET_KEY and run superset re-encrypt-secrets`,
  };
}

/** Beside a secret words are taken out of a message that it may hold, so the key of the value is marked. */
interface Key {
  readonly span: Span;
  readonly key: string;
}

function placeOfOther(before: Key | undefined, after: Key | undefined): Span | undefined {
  if (!before || !after || before.key === after.key) return undefined;
  return [before, after].some(({ key }) => mayHoldPlaceholder(key)) ? undefined : after.span;
}

function keyOfVariable(root: Node): Key | undefined {
  const found = entry(get(root, 'extraSecretEnv'), 'SUPERSET_SECRET_KEY');
  const key = text(found?.value);
  return found && key !== undefined ? { span: found.key.span, key } : undefined;
}

/** A literal alone: what is read from elsewhere may be the same key as before. */
function keyIn({ key: { span }, value }: Entry): Key[] {
  const python = text(value) ?? '';
  if (!python.includes('SECRET_KEY')) return [];
  return [...linesOf(python)].flatMap(({ start, end }) => {
    const [name = '', ...rest] = python.slice(start, end).split('=');
    const key = rest.join('=').trim();
    return name.trim() === 'SECRET_KEY' && /^["']/.test(key) ? [{ span, key }] : [];
  });
}
