/**
 * What a strict API server says of a document's shape: fields it does not know, values of a wrong type, values outside
 * a fixed set, fields that must be there. The same schema is walked once, with the server's own reading of YAML, so
 * null means "not set", an alias counts as its target and `"80"` is not a number.
 */
import {
  childOf,
  itemsOf,
  isOpen,
  propertyOf,
  schemaFor,
  type SchemaView,
} from '../schema/schemaView.ts';
import { decodedItems } from '../schema/decoded.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import type { ChartInForce, Schema, SchemaType } from '../schema/schema.ts';
import { textNotation, starterLines } from '../schema/starter.ts';
import { yamlText } from '../documents/yamlText.ts';
import {
  entry as entryOf,
  type Entry,
  type MapNode,
  type Node,
  type ScalarNode,
  type Span,
} from '../documents/node.ts';
import { quote } from '../formats/format.ts';
import type { Report } from '../rules/rule.ts';
import { appendToMapping } from './edits.ts';
import { nullOverDefaults, softerType, unknownKey } from './chartReports.ts';
import { FieldNames } from './fieldNames.ts';
import { misplaced, type Place } from './misplaced.ts';
import { nearest } from '../formats/nearest.ts';
import { unknownName, type Unknown } from './unknownName.ts';
import { hasType, notFinite, typesOf, wrongType } from './valueType.ts';

export interface StructureOptions {
  /** False for a kustomize patch, which states only what differs. */
  requireFields: boolean;
}

/** Nobody reads more of one document. */
const maxReports = 500;
/** Reports for which is looked what was meant: a mapping with more slips is not about this schema. */
const maxAdvised = 100;

export interface Structure {
  readonly reports: Report[];
  /** Values that the schema describes but the server passes on unread: what is wrong there shows later. */
  readonly unchecked: readonly Span[];
  /** Fields that stand elsewhere, with the mapping that they belong to: there they are not missing. */
  readonly astray: readonly Astray[];
}

export interface Astray {
  readonly node: MapNode;
  readonly field: string;
}

/** Walks the value with its schema. Offsets of `root` count in `text`. */
export function checkStructure(
  view: SchemaView,
  root: Node,
  text: string,
  options: StructureOptions,
): Structure {
  const reports: Report[] = [];
  const unchecked: Span[] = [];
  const places: Place[] = [];
  /** Fields that stand elsewhere: where they belong they are not missing. */
  const astray: Astray[] = [];
  const names = new FieldNames();
  let budget = 200_000;
  let depthUnchecked = 0;
  /** Inside what the server fills in, or a built-in part of a custom resource: there fewer things are checked. */
  let depthReadOnly = 0;
  let depthEmbedded = 0;
  /** Of values: the chart that they belong to. Outside of lists other files and defaults may add what is missing. */
  let chart = view.chart;
  let depthList = 0;
  const isCustom = view.entry !== undefined && view.entry.source !== 'Kubernetes';
  const add = (report: Report): void => {
    if (reports.length >= maxReports) return;
    reports.push(depthUnchecked > 0 ? { ...report, severity: 'warning' } : report);
  };
  /** What no server can read at all, wherever it stands. */
  const addUnreadable = (report: Report): void => {
    if (reports.length < maxReports) reports.push(report);
  };
  /** A text that a chart's template fills in may become anything. */
  const addOfChart = (
    { isStrict }: ChartInForce,
    report: Report,
    node: Node,
    expected: readonly SchemaType[],
  ): void => {
    if (node.type === 'scalar' && isFilledInLater(view, node.value)) return;
    add(isStrict ? report : softerType(report, node, expected));
  };
  const visit = (node: Node, written: Schema, owner?: Entry): void => {
    if (--budget < 0) return;
    const schema = schemaFor(view, written, node);
    if (node.type === 'scalar' && node.value === null) {
      const report = chart && owner && nullOverDefaults(schema, owner, names);
      if (report) add(report);
      return;
    }
    const expected = typesOf(schema);
    if (node.type === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value)) {
      addUnreadable(notFinite(node));
    } else if (expected.length > 0 && !expected.some((type) => hasType(node, type))) {
      const report = wrongType(node, expected, owner);
      if (chart) addOfChart(chart, report, node, expected);
      else add(schema['x-unchecked'] ? { ...report, severity: 'warning' } : report);
    } else if (node.type === 'scalar') {
      // In values the empty text says "not set".
      const isOpenYet = isFilledInLater(view, node.value) || (chart && node.value === '');
      const report = isOpenYet ? undefined : checkEnum(node, schema);
      const isConvention =
        schema['x-unchecked'] === true || (depthEmbedded > 0 && !schema['x-enforced']);
      if (report) add(isConvention ? { ...report, severity: 'warning' } : report);
    } else if (node.type === 'seq') {
      const items = itemsOf(view, schema) ?? anything;
      depthList++;
      for (const item of decodedItems(node, items)) {
        if (isRefusedNull(item, items)) add(wrongType(item, typesOf(items), owner));
        else visit(item, items);
      }
      depthList--;
    } else {
      const isUnread =
        schema['x-kubernetes-preserve-unknown-fields'] === true && schema.properties !== undefined;
      if (isUnread && places.length > 0) {
        unchecked.push(node.span);
        depthUnchecked++;
      }
      const isEmbedded = isCustom && schema['x-definition']?.startsWith('io.k8s.api.') === true;
      if (isEmbedded) depthEmbedded++;
      if (schema['x-read-only']) depthReadOnly++;
      const parent = chart;
      chart = schema['x-chart'] ?? chart;
      places.push({ node, schema, ...(owner && { key: owner.key.source }) });
      visitMapping(node, schema, owner);
      places.pop();
      chart = parent;
      if (schema['x-read-only']) depthReadOnly--;
      if (isEmbedded) depthEmbedded--;
      if (isUnread && places.length > 0) depthUnchecked--;
    }
  };
  const visitMapping = (node: MapNode, schema: Schema, owner?: Entry): void => {
    for (const duplicate of node.duplicates) addUnreadable(duplicateKey(duplicate));
    const open =
      isOpen(schema) && !(depthUnchecked > 0 && schema.properties && !schema.additionalProperties);
    const isUnknown = (entry: Entry): boolean =>
      !open &&
      !propertyOf(view, schema, entry.key.source) &&
      !isPatchDirective(entry, options) &&
      !isFilledInLater(view, entry.key.source);
    let absent: readonly string[] | undefined;
    for (const entry of node.entries) {
      if (reports.length >= maxReports || !isUnknown(entry)) continue;
      const { source } = entry.key;
      const isAdvised = reports.length < maxAdvised;
      absent ??= names.of(schema).filter((name) => !entryOf(node, name));
      const guess = isAdvised ? nearest(source, absent) : undefined;
      // The same letters in another case are this field, wherever else one of the name may be.
      const isCase = guess?.toLowerCase() === source.toLowerCase();
      const home =
        isCase || !isAdvised ? undefined : misplaced({ view, names, text }, places, entry);
      if (home?.target) astray.push(home.target);
      else if (guess !== undefined) astray.push({ node, field: guess });
      const unknown = { names: names.of(schema), entry, home, guess };
      const report =
        chart && !isOfKubernetes(schema) ? unknownKey(chart, unknown) : unknownField(unknown);
      add(schema['x-keeps-unknown'] ? { ...report, severity: 'warning' } : report);
    }
    for (const entry of node.entries) {
      const property = propertyOf(view, schema, entry.key.source);
      if (property || open) visit(entry.value, property ?? anything, entry);
    }
    const isComplete = options.requireFields && (!chart || depthList > 0);
    if (reports.length < maxReports && isComplete && depthUnchecked === 0 && depthReadOnly === 0) {
      const report = missingFields(view, node, schema, owner, text, astray);
      if (report) add(depthEmbedded > 0 ? askedLater(report, node, schema) : report);
    }
  };
  visit(root, view.resolve(view.root));
  return { reports, unchecked, astray };
}

function isOfKubernetes(schema: Schema): boolean {
  return schema['x-definition']?.startsWith('io.k8s.') ?? false;
}

/** What no schema describes is still walked for what no server reads: a key given twice. */
const anything: Schema = { 'x-kubernetes-preserve-unknown-fields': true };

/** A field set to nothing counts as absent; an item of a list cannot, where the server does not decode it into a type. */
function isRefusedNull(item: Node, { type, nullable, default: value, ...schema }: Schema): boolean {
  if (item.type !== 'scalar' || item.value !== null) return false;
  return schema['x-enforced'] === true && type !== undefined && !nullable && value === undefined;
}

function duplicateKey({ key }: Entry): Report {
  return {
    span: key.span,
    code: 'duplicate-key',
    severity: 'error',
    message: `${quote(key.source)} is given twice in the same mapping: keep one`,
  };
}

/** Values among which one is looked for that is near. */
const maxValues = 1000;

function checkEnum(node: ScalarNode, schema: Schema): Report | undefined {
  const allowed = schema.enum;
  if (!allowed || allowed.includes(node.value)) return undefined;
  if (node.value === '' && schema['x-empty-is-unset']) return undefined;
  const values = allowed
    .slice(0, maxValues)
    .map(String)
    .filter((value) => value !== '');
  const guess = nearest(String(node.value), values);
  const list = values.length > 12 ? `${values.slice(0, 12).join(', ')}, ...` : values.join(', ');
  const report: Report = {
    span: node.span,
    code: 'invalid-value',
    severity: 'error',
    message:
      values.length === 1
        ? `this must be ${values[0]}`
        : `${quote(node.source)} is not allowed here: use ${list}`,
  };
  if (guess === undefined) return report;
  return { ...report, fix: { title: `Change to ${guess}`, edits: [[node.span, yamlText(guess)]] } };
}

/** Strategic merge patches carry instructions such as `$patch: delete` between the fields. */
function isPatchDirective(entry: Entry, options: StructureOptions): boolean {
  return !options.requireFields && entry.key.source.startsWith('$');
}

function unknownField(unknown: Unknown): Report {
  return unknownName(unknown, {
    severity: 'error',
    intro: `there is no field ${quote(unknown.entry.key.source)} here`,
    effect: 'the server refuses or drops it',
  });
}

/** One report for all required fields of a mapping that are absent or set to nothing. */
function missingFields(
  view: SchemaView,
  node: MapNode,
  schema: Schema,
  owner: Entry | undefined,
  text: string,
  astray: readonly Astray[],
): Report | undefined {
  const absent: string[] = [];
  const empty: Entry[] = [];
  for (const name of schema.required ?? []) {
    const entry = entryOf(node, name);
    if (astray.some((other) => other.node === node && other.field === name)) continue;
    if (!entry) absent.push(name);
    else if (entry.value.type === 'scalar' && entry.value.value === null) {
      if (!propertyOf(view, schema, name)?.nullable) empty.push(entry);
    }
  }
  const names = [...absent, ...empty.map(({ key }) => key.source)];
  if (names.length === 0) return undefined;
  const lines = absent.flatMap((name) =>
    absent.length > maxAdded
      ? []
      : starterLines(view, name, childOf(schema, name) ?? {}, textNotation),
  );
  const edit = lines.length > 0 ? appendToMapping(text, node, lines) : undefined;
  const span =
    absent.length === 0 ? empty[0]?.key.span : (owner?.key.span ?? node.entries[0]?.key.span);
  return {
    span: span ?? node.span,
    code: 'missing-field',
    severity: 'error',
    message:
      absent.length === 0
        ? `${list(names)} needs a value`
        : `${list(names)} ${names.length === 1 ? 'is' : 'are'} missing here`,
    ...(edit && { fix: { title: `Add ${list(absent)}`, edits: [edit] } }),
  };
}

/** The server checks a built-in part of a custom resource by its published schema alone. */
function askedLater(report: Report, node: MapNode, schema: Schema): Report {
  const later = schema['x-asked-later'] ?? [];
  const isAskedNow = (schema.required ?? []).some(
    (name) => !later.includes(name) && !node.entries.some(({ key }) => key.source === name),
  );
  return isAskedNow ? report : { ...report, severity: 'warning' };
}

/** Fields that a fix adds, and that a message names. */
const maxAdded = 20;

function list(all: readonly string[]): string {
  const others = all.length - maxAdded;
  const names = others > 0 ? [...all.slice(0, maxAdded), `${others} others`] : all;
  return names.length < 2
    ? names.join('')
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
