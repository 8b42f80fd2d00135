/** What a chart's whole schema says of a values file, as findings beside those of our walk. */
import { isRecord, type Fields } from '../../shared/json.ts';
import { own } from '../../shared/own.ts';
import type { Finding } from '../findings/finding.ts';
import { quote } from '../formats/format.ts';
import { valueOf } from '../yaml/nodeValue.ts';
import { entry as entryOf, type Node, type Span } from '../yaml/node.ts';

export interface Complaint {
  /** Keys and indexes, as texts. */
  readonly path: readonly string[];
  readonly keyword: string;
  readonly params: Fields;
}

export interface SchemaJudge {
  /** Undefined where nothing is known: the schema asks for too much. */
  complaints(value: unknown): readonly Complaint[] | undefined;
}

/** A schema, and the key of the values that it is for: none for the chart's own. */
export interface PlacedJudge {
  readonly key?: string;
  readonly judge: SchemaJudge;
  /** What Helm lays the values over. */
  readonly defaults: Fields;
  readonly title: string;
}

export const chartSchemaCode = {
  code: 'chart-schema',
  severity: 'error',
  summary: 'The schema that the chart ships does not take the values: Helm refuses them.',
} as const;

const maxNodes = 20_000;
const maxItems = 1_000;

/** `found`: what the walk says already; of the same places nothing is said twice. */
export function verdictsOf(
  judges: readonly PlacedJudge[],
  root: Node,
  found: readonly Finding[],
): Finding[] {
  if (!isSmall(root)) return [];
  return judges.flatMap(({ key, judge, defaults, title }) => {
    const node = key === undefined ? root : entryOf(root, key)?.value;
    if (node?.type !== 'map') return [];
    const merged = laidOver(defaults, valueOf(node, { isExact: false }));
    const complaints = judge.complaints(merged) ?? [];
    return leaves(complaints).flatMap((complaint) => findingOf(complaint, node, title, found));
  });
}

function isSmall(root: Node): boolean {
  const waiting = [root];
  for (let count = 0; waiting.length > 0; count++) {
    const node = waiting.pop();
    if (count > maxNodes) return false;
    if (node?.type === 'map') waiting.push(...node.entries.map(({ value }) => value));
    else if (node?.type === 'seq') {
      if (node.items.length > maxItems) return false;
      waiting.push(...node.items);
    }
  }
  return true;
}

/** Values over defaults as Helm lays them: key by key, and null takes a key away. */
export function laidOver(defaults: unknown, values: unknown): unknown {
  if (values === undefined) return defaults;
  if (!isRecord(values)) return values;
  const base = isRecord(defaults) ? defaults : {};
  const merged = new Map<string, unknown>(Object.entries(base));
  for (const [key, value] of Object.entries(values)) {
    if (value === null) merged.delete(key);
    else merged.set(key, laidOver(own(base, key), value));
  }
  return Object.fromEntries(merged);
}

const choices = new Set(['anyOf', 'oneOf']);
/** Something is not there: another file may have it. */
const absences = new Set(['required', 'dependentRequired', 'minProperties', 'contains']);
/** They only say that another complaint stands below them. */
const frames = new Set(['if', 'allOf', 'propertyNames']);

/** Without what only explains another complaint: the ways of a choice that nothing fits. */
function leaves(complaints: readonly Complaint[]): Complaint[] {
  const failed = complaints.filter(({ keyword }) => choices.has(keyword));
  return complaints.filter((complaint) => {
    if (frames.has(complaint.keyword)) return false;
    const isWithin = failed.some(
      (choice) => choice !== complaint && isBelow(complaint.path, choice.path),
    );
    if (isWithin && !(choices.has(complaint.keyword) && isOutermost(complaint, failed)))
      return false;
    if (!choices.has(complaint.keyword)) return true;
    return !complaints.some(
      ({ path, keyword }) => absences.has(keyword) && isBelow(path, complaint.path),
    );
  });
}

function isBelow(path: readonly string[], above: readonly string[]): boolean {
  return above.length <= path.length && above.every((step, index) => path[index] === step);
}

/** Of several choices at one place one is told. */
function isOutermost(complaint: Complaint, failed: readonly Complaint[]): boolean {
  const last = failed.findLast(({ path }) => isBelow(complaint.path, path));
  return last === complaint;
}

function findingOf(
  { path, keyword, params }: Complaint,
  root: Node,
  title: string,
  found: readonly Finding[],
): Finding[] {
  const isInList = path.some((step) => /^\d+$/.test(step));
  if (absences.has(keyword) && keyword !== 'dependentRequired' && !isInList) return [];
  if (path.length === 0 && everywhere.has(keyOfFault(params) ?? '')) return [];
  const words = wordsFor(keyword, params);
  const place = placeOf(root, path, keyOfFault(params));
  if (!words || !place) return [];
  const { span, whole } = place;
  if (found.some((finding) => finding.span[0] >= whole[0] && finding.span[1] <= whole[1]))
    return [];
  const { code, severity } = chartSchemaCode;
  const level = keyword === 'dependentRequired' ? 'warning' : severity;
  return [{ code, severity: level, span, message: `the schema of the ${title} ${words}` }];
}

/** Keys that a parent sets for any chart. */
const everywhere: ReadonlySet<string> = new Set(['global', 'enabled', 'tags']);

function keyOfFault(params: Fields): string | undefined {
  const key = params.additionalProperty ?? params.unevaluatedProperty ?? params.propertyName;
  return typeof key === 'string' ? key : undefined;
}

interface FoundPlace {
  readonly span: Span;
  /** With its key and all that it holds. */
  readonly whole: Span;
}

/** Undefined where only the defaults have it, or another tool fills it in. */
function placeOf(
  root: Node,
  path: readonly string[],
  key: string | undefined,
): FoundPlace | undefined {
  let node: Node = root;
  let span: Span = root.type === 'map' ? (root.entries[0]?.key.span ?? root.span) : root.span;
  let start = root.span[0];
  for (const step of key === undefined ? path : [...path, key]) {
    if (node.type === 'map') {
      const entry = entryOf(node, step);
      if (!entry || entry.key.filledIn) return undefined;
      node = entry.value;
      span = node.type === 'scalar' && node.source !== '' ? node.span : entry.key.span;
      start = entry.key.span[0];
      if (step === key) span = entry.key.span;
    } else if (node.type === 'seq') {
      const item: Node | undefined = node.items[Number(step)];
      if (!item) return undefined;
      node = item;
      span = firstOf(item);
      start = item.span[0];
    } else return undefined;
  }
  if (node.filledIn) return undefined;
  return { span, whole: [start, Math.max(span[1], node.span[1])] };
}

function firstOf(node: Node): Span {
  return node.type === 'map' ? (node.entries[0]?.key.span ?? node.span) : node.span;
}

/** What follows "the schema of the chart". */
function wordsFor(keyword: string, params: Fields): string | undefined {
  const name = (key: string): string => quote(textOf(params[key]));
  switch (keyword) {
    case 'additionalProperties':
      return `has no key ${name('additionalProperty')} here: Helm refuses it`;
    case 'unevaluatedProperties':
      return `has no key ${name('unevaluatedProperty')} here: Helm refuses it`;
    case 'propertyNames':
      return `does not take the key ${name('propertyName')} here`;
    case 'type':
      return `wants another type here: ${[params.type].flat().map(textOf).join(' or ')}`;
    case 'enum':
      return `allows only ${listed(params.allowedValues)} here`;
    case 'const':
      return `allows only ${listed([params.allowedValue])} here`;
    case 'pattern':
      return `wants text here that fits ${textOf(params.pattern)}`;
    case 'required':
      return `wants ${name('missingProperty')} here`;
    case 'dependentRequired':
      return `wants ${name('missingProperty')} beside ${name('property')}: set it here or in another values file`;
    case 'anyOf':
    case 'oneOf':
      return params.passingSchemas
        ? 'has several forms for this value, and it may fit only one of them'
        : 'has several forms for this value, and it fits none of them';
    case 'not':
      return 'rules this value out';
    case 'false schema':
      return 'allows no value here';
    default:
      return limits[keyword]?.(textOf(params.limit ?? params.multipleOf));
  }
}

const limits: Readonly<Record<string, (limit: string) => string>> = {
  minimum: (limit) => `wants ${limit} or more here`,
  maximum: (limit) => `wants ${limit} or less here`,
  exclusiveMinimum: (limit) => `wants more than ${limit} here`,
  exclusiveMaximum: (limit) => `wants less than ${limit} here`,
  multipleOf: (limit) => `wants a multiple of ${limit} here`,
  minLength: (limit) => `wants at least ${limit} characters here`,
  maxLength: (limit) => `wants at most ${limit} characters here`,
  minItems: (limit) => `wants at least ${limit} items here`,
  maxItems: (limit) => `wants at most ${limit} items here`,
  maxProperties: (limit) => `wants at most ${limit} keys here`,
};

function listed(values: unknown): string {
  return Array.isArray(values) ? values.slice(0, 10).map(textOf).join(', ') : 'other values';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? '').slice(0, 100);
}
