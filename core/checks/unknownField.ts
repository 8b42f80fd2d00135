/** A field that the schema does not know: where it belongs, what was meant, or what there is. */
import { maxFindings } from '../findings/maxFindings.ts';
import { comparisonsAmong, nearest } from '../formats/nearest.ts';
import { quote } from '../formats/format.ts';
import { own } from '../../shared/own.ts';
import { formerState, type FormerState } from '../schema/kubernetesRelease.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import type { ChartInForce } from '../schema/schema.ts';
import { childFor, fieldOf, isOpen } from '../schema/typedSchema.ts';
import type { Visit } from '../walk/visit.ts';
import { takesUnknown } from '../walk/walk.ts';
import { entry as entryOf, type Entry } from '../yaml/node.ts';
import { adviceOn, answerTo, isTogether, noteAdvice, type Advice } from './advice.ts';
import type { Checking } from './checking.ts';
import type { Claim, ReportDetails, Reporter } from './check.ts';
import { DashColumn } from './dashColumn.ts';
import { deeperHome } from './deeperHome.ts';
import { namesOf } from './misplaced.ts';
import { isBeyondKnown, otherVersion, type OtherVersion } from './otherVersion.ts';

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
  const isBeyond = isBeyondKnown(visit);
  let unknown: Entry[] | undefined;
  for (const entry of node.entries) {
    const { source } = entry.key;
    if (childFor(typed, schema, source, ctx.patternBudget)) continue;
    if (entry.key.filledIn || isFilledInLater(typed, source)) continue;
    // Strategic merge patches carry instructions such as `$patch: delete` between the fields.
    if (ctx.isPartial && source.startsWith('$')) continue;
    if (isBeyond && !schema['x-elsewhere']?.get(source)?.moved) continue;
    if (formerOf(visit, source)?.is === 'served') continue;
    (unknown ??= []).push(entry);
  }
  return unknown;
}

/** Of a field that earlier releases of Kubernetes had: what the one that counts makes of it. */
function formerOf({ schema, ctx: { release } }: Visit, key: string): FormerState | undefined {
  const former = own(schema?.['x-former'], key);
  return former && release !== undefined ? formerState(former, release) : undefined;
}

export interface Advising {
  readonly budget: StepBudget;
  /** How many findings there are by now. */
  readonly count: () => number;
}

/** Findings for which is looked what was meant: a document with more of them is not about this schema. */
const maxAdvised = 100;

/** What the versions of a chart say of a key; undefined where that is nothing. */
function wordsOfVersion(
  visit: Visit,
  entry: Entry,
  checking: Checking,
  absent: readonly string[],
): OtherVersion | 'silence' | undefined {
  const { schema = {}, chart, isBuiltIn } = visit;
  if (!chart || isBuiltIn) return undefined;
  const { source } = entry.key;
  const elsewhere = schema['x-elsewhere']?.get(source);
  const guess = nearest(source, absent);
  const isPassedOn = schema['x-passes-unknown'] === true;
  if (isPassedOn && !elsewhere?.moved && guess === undefined) return 'silence';
  const isTold = elsewhere && (!isPassedOn || elsewhere.moved !== undefined);
  const other = isTold && otherVersion(visit, entry, elsewhere, guess);
  if (other) return other;
  const deeper = guess === undefined ? undefined : deeperHome(checking, schema, guess, entry);
  if (deeper === undefined) return undefined;
  const { intro, severity } = wordsFor(visit, [entry]);
  return { message: `${intro}: ${deeper}`, ...(severity && { severity }) };
}

/** Reports them, those that belong to one other place together; a name is compared with all fields that there are. */
export function* reportUnknownFields(
  visit: Visit,
  unknown: readonly Entry[],
  checking: Checking,
  report: Reporter,
  { budget, count }: Advising,
): Work<void> {
  const { node, schema = {} } = visit;
  const absent = checking.names.of(schema).filter((name) => !entryOf(node, name));
  const dashes = new DashColumn(checking, visit);
  let block: [Advice, ...Advice[]] | undefined;
  const tell = (advices: readonly [Advice, ...Advice[]]): void => {
    tellOf(visit, advices, checking, report);
  };
  for (const entry of unknown) {
    if (count() >= maxFindings) return;
    const isAdvised = count() + (block ? 1 : 0) < maxAdvised;
    const steps = isAdvised
      ? 1 + comparisonsAmong(absent.length) + (checking.searchCost() >> 3)
      : 1;
    if (!budget.take(steps, entry.key.span[0])) break;
    if (budget.isPauseDue) yield;
    const ofVersion = wordsOfVersion(visit, entry, checking, isAdvised ? absent : []);
    if (ofVersion === 'silence') continue;
    if (ofVersion) {
      const { message, ...more } = ofVersion;
      report(entry.key, message, more);
      continue;
    }
    const other = inOtherCase(checking, absent, entry);
    if (other) {
      report(entry.key, ...other);
      continue;
    }
    const advice = isAdvised ? adviceOn(checking, visit, entry, absent, dashes) : { entry };
    noteAdvice(checking, visit, advice);
    const last = block?.at(-1);
    if (block && last && isTogether(visit, last, advice)) {
      block.push(advice);
      continue;
    }
    if (block) tell(block);
    block = [advice];
  }
  if (block) tell(block);
}

function tellOf(
  visit: Visit,
  advices: readonly [Advice, ...Advice[]],
  checking: Checking,
  report: Reporter,
): void {
  const [{ entry }] = advices;
  const entries = advices.map((advice) => advice.entry);
  const words = wordsFor(visit, entries);
  const { intro, effect } = words;
  const { advice, fix } = answerTo(checking, visit, advices);
  // What a newer release may have is doubted where another field is meant by it.
  const severity = words.severity === 'hint' && advice !== undefined ? 'warning' : words.severity;
  const { schema = {} } = visit;
  const isOffered = (name: string): boolean => fieldOf(schema, name)?.['x-until'] === undefined;
  const names = words.severity === 'hint' ? [] : checking.names.of(schema).filter(isOffered);
  const takes = names.length > 0 && names.length <= 8 ? `it takes ${names.join(', ')}` : effect;
  const message = `${intro}: ${advice ?? takes}`;
  report(entry.key, message, { ...(severity && { severity }), ...(fix && { fix }) });
}

/** A key that the reader of the file takes for the field of another case. */
function inOtherCase(
  { typed: { file } }: Checking,
  absent: readonly string[],
  { key }: Entry,
): [message: string, more: ReportDetails] | undefined {
  if (!file?.isCaseless) return undefined;
  const name = absent.find((each) => each.toLowerCase() === key.source.toLowerCase());
  if (name === undefined) return undefined;
  const message = `${file.reader ?? 'the tool'} reads ${quote(key.source)} as ${name}: write it so`;
  const fix = { title: `Change to ${name}`, edits: [[key.span, name]] as const };
  return [message, { severity: 'information', fix }];
}

interface Words {
  readonly severity?: 'warning' | 'hint';
  /** What is said first, without the advice. */
  readonly intro: string;
  /** Said where there is no advice. */
  readonly effect: string;
}

function wordsFor(visit: Visit, entries: readonly Entry[]): Words {
  const { schema = {}, chart, parent, ctx } = visit;
  const [first] = entries;
  const name = entries.length > 1 ? namesOf(entries) : quote(first?.key.source ?? '');
  const isOne = entries.length === 1;
  const { file } = ctx.schema ?? {};
  if (file) return { intro: `a ${file.title} has no ${name} here`, effect: file.unknown };
  const former = isOne && first ? formerOf(visit, first.key.source) : undefined;
  if (former?.is === 'gone')
    return {
      intro: `${name} is gone since Kubernetes ${former.since}`,
      effect: 'the server refuses or drops it',
    };
  const written =
    chart && !schema.provenance?.isKubernetes ? wordsOfChart(chart, name, isOne) : undefined;
  // Some charts keep a place at the top for keys that only files of their users read.
  const custom = parent ? undefined : fieldOf(schema, 'custom');
  const ofChart =
    written && custom && isOpen(custom)
      ? { ...written, effect: `${written.effect}, values of your own belong under custom` }
      : written;
  const { newestKnown, release } = ctx;
  if (newestKnown !== undefined && release !== undefined && visit.isBuiltIn && !ofChart)
    return {
      severity: 'hint',
      intro: `there ${isOne ? 'is no field' : 'are no fields'} ${name} here up to Kubernetes ${newestKnown}`,
      effect: `Kubernetes ${release} is newer than known here and may have ${isOne ? 'it' : 'them'}`,
    };
  const words = ofChart ?? {
    intro: isOne ? `there is no field ${name} here` : `there are no fields ${name} here`,
    effect: 'the server refuses or drops it',
  };
  return schema['x-keeps-unknown'] || schema['x-passes-unknown']
    ? { ...words, severity: 'warning' }
    : words;
}

/** Of a key that the chart does not read. */
function wordsOfChart(chart: ChartInForce, name: string, isOne: boolean): Words {
  const key = `${isOne ? 'key' : 'keys'} ${name}`;
  const title = `${chart.title} ${chart.version}`.trim();
  const effect = chart.id.startsWith('disk:') ? 'Helm refuses it' : 'it has no effect';
  if (chart.isTrusted) return { intro: `the ${title} has no ${key} here`, effect };
  const wanted = chart.wanted ?? 'another';
  return {
    severity: 'warning',
    intro: `the ${title}, the version known here, has no ${key} here (these values are for ${wanted})`,
    effect,
  };
}
