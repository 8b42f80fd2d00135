/** A field that the schema does not know: where it belongs, what was meant, or what there is. */
import { maxFindings } from '../findings/maxFindings.ts';
import { comparisonsAmong, nearest } from '../formats/nearest.ts';
import { quote } from '../formats/format.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import type { ChartInForce } from '../schema/schema.ts';
import { childFor, fieldOf, isOpen } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import { takesUnknown } from '../walk/walk.ts';
import { entry as entryOf, type Entry } from '../yaml/node.ts';
import { yamlText } from '../yaml/yamlText.ts';
import type { Checking } from './checking.ts';
import type { Claim, ReportDetails, Reporter } from './check.ts';
import { misplaced, type Home } from './misplaced.ts';

export const unknownField: Claim = {
  code: 'unknown-field',
  severity: 'error',
  summary: 'The kind has no such field here; the fix renames or moves it.',
  claims: 'shape',
  isOfKeys: true,
};

/** The fields of a mapping that its schema does not know; undefined where there are none. */
export function unknownFieldsOf(visit: Visit, { typed }: Checking): readonly Entry[] | undefined {
  const { node, schema, ctx } = visit;
  if (!schema || node.type !== 'map' || takesUnknown(visit, schema)) return undefined;
  let unknown: Entry[] | undefined;
  for (const entry of node.entries) {
    const { source } = entry.key;
    if (childFor(typed, schema, source, ctx.patternBudget)) continue;
    if (entry.key.filledIn || isFilledInLater(typed, source)) continue;
    // Strategic merge patches carry instructions such as `$patch: delete` between the fields.
    if (ctx.isPartial && source.startsWith('$')) continue;
    (unknown ??= []).push(entry);
  }
  return unknown;
}

export interface Advising {
  readonly budget: StepBudget;
  /** How many findings there are by now. */
  readonly count: () => number;
}

/** Findings for which is looked what was meant: a document with more of them is not about this schema. */
const maxAdvised = 100;

/** Reports them one by one, as each is compared with all fields that there are. */
export function* reportUnknownFields(
  visit: Visit,
  unknown: readonly Entry[],
  checking: Checking,
  report: Reporter,
  { budget, count }: Advising,
): Work<void> {
  const { node, schema = {} } = visit;
  const names = checking.names.of(schema);
  const absent = names.filter((name) => !entryOf(node, name));
  for (const entry of unknown) {
    if (count() >= maxFindings) return;
    const advised = count() < maxAdvised;
    const steps = advised ? 1 + comparisonsAmong(absent.length) : 1;
    if (!budget.take(steps, entry.key.span[0])) return;
    if (budget.isPauseDue) yield;
    const { source } = entry.key;
    const guess = advised ? nearest(source, absent) : undefined;
    // The same letters in another case are this field, wherever else one of the name may be.
    const isCase = guess?.toLowerCase() === source.toLowerCase();
    const home = isCase || !advised ? undefined : misplaced(checking, visit, entry);
    if (home?.target) checking.noteMisplaced(home.target.field, home.target.node);
    else if (guess !== undefined) checking.noteMisplaced(guess, node);
    const { message, ...more } = worded({ names, entry, home, guess }, wordsFor(visit, entry));
    report(entry.key, message, more);
  }
}

interface Words {
  readonly severity?: 'warning';
  /** What is said first, without the advice. */
  readonly intro: string;
  /** Said where there is no advice. */
  readonly effect: string;
}

function wordsFor({ schema = {}, chart, parent }: Visit, { key }: Entry): Words {
  const written =
    chart && !schema.provenance?.isKubernetes ? wordsOfChart(chart, quote(key.source)) : undefined;
  // Some charts keep a place at the top for keys that only files of their users read.
  const custom = parent ? undefined : fieldOf(schema, 'custom');
  const ofChart =
    written && custom && isOpen(custom)
      ? { ...written, effect: `${written.effect}, values of your own belong under custom` }
      : written;
  const words = ofChart ?? {
    intro: `there is no field ${quote(key.source)} here`,
    effect: 'the server refuses or drops it',
  };
  return schema['x-keeps-unknown'] ? { ...words, severity: 'warning' } : words;
}

/** Of a key that the chart does not read. */
function wordsOfChart(chart: ChartInForce, key: string): Words {
  const name = `${chart.title} ${chart.version}`.trim();
  const effect = chart.id.startsWith('disk:') ? 'Helm refuses it' : 'it has no effect';
  if (chart.isTrusted) return { intro: `the ${name} has no key ${key} here`, effect };
  const wanted = chart.wanted ?? 'another';
  return {
    severity: 'warning',
    intro: `the ${name}, the version known here, has no key ${key} here (these values are for ${wanted})`,
    effect,
  };
}

interface Unknown {
  /** All fields of the mapping. */
  readonly names: readonly string[];
  readonly entry: Entry;
  readonly home: Home | undefined;
  /** A name that there is and that is near. */
  readonly guess: string | undefined;
}

function worded(
  { names, entry: { key }, home, guess }: Unknown,
  { severity, intro, effect }: Words,
): ReportDetails & { readonly message: string } {
  const level = severity ? { severity } : {};
  if (home && (guess === undefined || home.exact)) {
    return { ...level, message: `${intro}: ${home.advice}`, ...(home.fix && { fix: home.fix }) };
  }
  if (guess !== undefined) {
    return {
      ...level,
      message: `${intro}: did you mean ${guess}?`,
      fix: { title: `Change to ${guess}`, edits: [[key.span, yamlText(guess)]] },
    };
  }
  const takes = names.length > 0 && names.length <= 8;
  return { ...level, message: `${intro}: ${takes ? `it takes ${names.join(', ')}` : effect}` };
}
