/**
 * What a strict API server says of a document's shape: fields it does not know, values of a wrong type, values outside
 * a fixed set, fields that must be there. The same schema is walked once, with the server's own reading of YAML, so
 * null means "not set", an alias counts as its target and `"80"` is not a number.
 */
import { itemsOf, isOpen, propertyOf, schemaFor, type SchemaView } from '../schema/schemaView.ts';
import { decodedItems } from '../schema/decoded.ts';
import { isFilledInLater } from '../schema/placeholders.ts';
import type { ChartInForce, Schema, SchemaType } from '../schema/schema.ts';
import {
  entry as entryOf,
  type Entry,
  type MapNode,
  type Node,
  type ScalarNode,
  type SeqNode,
  type Span,
} from '../yaml/node.ts';
import { quote } from '../formats/format.ts';
import type { Finding } from '../findings/finding.ts';
import type { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { askedLater, missingFields, type Astray } from '../checks/missingFields.ts';
import { nullOverDefaults, softerType, unknownKey } from '../checks/chartReports.ts';
import { checkEnum } from '../checks/enumValue.ts';
import { FieldNames } from '../checks/fieldNames.ts';
import { misplaced, type Place } from '../checks/misplaced.ts';
import { comparisonsAmong, nearest } from '../formats/nearest.ts';
import { maxReports } from '../findings/maxReports.ts';
import { unknownName, type Unknown } from '../checks/unknownName.ts';
import { hasType, notFinite, typesOf, wrongType } from '../checks/valueType.ts';

export interface StructureOptions {
  /** False for a kustomize patch, which states only what differs. */
  readonly requireFields: boolean;
  readonly budget: StepBudget;
}

/** Reports for which is looked what was meant: a mapping with more slips is not about this schema. */
const maxAdvised = 100;

export interface Structure {
  readonly reports: readonly Finding[];
  /** Values that the schema describes but the server passes on unread: what is wrong there shows later. */
  readonly unchecked: readonly Span[];
  /** Fields that stand elsewhere, with the mapping that they belong to: there they are not missing. */
  readonly astray: readonly Astray[];
}

/** Walks the value with its schema. Offsets of `root` count in `text`. */
export function* checkStructure(
  view: SchemaView,
  root: Node,
  text: string,
  options: StructureOptions,
): Work<Structure> {
  const walk = new StructureWalk(view, text, options);
  yield* walk.run(root);
  return walk;
}

/** What holds at a value because of what it stands in. */
interface Around {
  /** The mapping that it stands in. */
  readonly place: Place | undefined;
  /** Of values: the chart that they belong to. Outside of lists other files and defaults may add what is missing. */
  readonly chart: ChartInForce | undefined;
  readonly isInList: boolean;
  readonly isUnchecked: boolean;
  /** Inside what the server fills in, or a built-in part of a custom resource: there fewer things are checked. */
  readonly isReadOnly: boolean;
  readonly isEmbedded: boolean;
}

/** A value that is still to be checked. */
interface Stop {
  readonly node: Node;
  readonly schema: Schema;
  readonly owner: Entry | undefined;
  readonly around: Around;
}

/** A mapping with what holds inside of it. */
interface MappingStop extends Stop {
  readonly node: MapNode;
  readonly around: Around & { readonly place: Place };
}

/** A look at one key costs a small part of a step; aliases may lead to one large mapping again and again. */
function stepsFor(node: Node): number {
  if (node.type !== 'map') return 1;
  return 1 + ((node.entries.length + node.duplicates.length) >> 3);
}

/** Parents before children, in the order of the text. What is still to be visited stands in a list, not on the call stack. */
class StructureWalk implements Structure {
  readonly reports: Finding[] = [];
  readonly unchecked: Span[] = [];
  readonly astray: Astray[] = [];
  readonly #view: SchemaView;
  readonly #text: string;
  readonly #options: StructureOptions;
  readonly #isCustom: boolean;
  readonly #names = new FieldNames();
  /** The next one last. */
  readonly #stops: Stop[] = [];

  constructor(view: SchemaView, text: string, options: StructureOptions) {
    this.#view = view;
    this.#text = text;
    this.#options = options;
    this.#isCustom = view.entry !== undefined && !view.entry.isKubernetes;
  }

  *run(root: Node): Work<void> {
    const { budget } = this.#options;
    this.#stops.push({
      node: root,
      schema: this.#view.resolve(this.#view.root),
      owner: undefined,
      around: {
        place: undefined,
        chart: this.#view.chart,
        isInList: false,
        isUnchecked: false,
        isReadOnly: false,
        isEmbedded: false,
      },
    });
    for (let stop = this.#stops.pop(); stop; stop = this.#stops.pop()) {
      if (!budget.take(stepsFor(stop.node), stop.node.span[0])) return;
      if (budget.isPauseDue) yield;
      const mapping = this.#visit(stop);
      if (!mapping) continue;
      const isFull = this.reports.length >= maxReports;
      const unknown = isFull
        ? []
        : mapping.node.entries.filter((entry) => this.#isUnknown(mapping, entry));
      if (unknown.length > 0) yield* this.#reportUnknown(mapping, unknown);
      this.#enterMapping(mapping);
    }
  }

  /** Checks one value. A mapping is answered, as there is more to do with it. */
  #visit(stop: Stop): MappingStop | undefined {
    const { node, owner, around } = stop;
    const { chart } = around;
    const schema = schemaFor(this.#view, stop.schema, node);
    if (node.type === 'scalar' && node.value === null) {
      const report = chart && owner && nullOverDefaults(schema, owner, this.#names);
      if (report) this.#add(around, report);
      return undefined;
    }
    const expected = typesOf(schema);
    if (node.type === 'scalar' && typeof node.value === 'number' && !Number.isFinite(node.value)) {
      this.#addUnreadable(notFinite(node));
    } else if (expected.length > 0 && !expected.some((type) => hasType(node, type))) {
      const report = wrongType(node, expected, owner);
      if (chart) this.#addOfChart(around, chart, report, node, expected);
      else this.#add(around, schema['x-unchecked'] ? { ...report, severity: 'warning' } : report);
    } else if (node.type === 'scalar') {
      this.#checkScalar(node, schema, around);
    } else if (node.type === 'seq') {
      this.#enterList(node, schema, owner, around);
    } else {
      return { node, schema, owner, around: this.#inside(node, schema, owner, around) };
    }
    return undefined;
  }

  #checkScalar(node: ScalarNode, schema: Schema, around: Around): void {
    // In values the empty text says "not set".
    const isOpenYet =
      isFilledInLater(this.#view, node.value) || (around.chart && node.value === '');
    const report = isOpenYet ? undefined : checkEnum(node, schema);
    const isConvention =
      schema['x-unchecked'] === true || (around.isEmbedded && !schema['x-enforced']);
    if (report) this.#add(around, isConvention ? { ...report, severity: 'warning' } : report);
  }

  #enterList(list: SeqNode, schema: Schema, owner: Entry | undefined, around: Around): void {
    const items = itemsOf(this.#view, schema) ?? anything;
    const inside = { ...around, isInList: true };
    for (const node of decodedItems(list, items).toReversed()) {
      if (isRefusedNull(node, items)) this.#add(inside, wrongType(node, typesOf(items), owner));
      else this.#stops.push({ node, schema: items, owner: undefined, around: inside });
    }
  }

  #inside(
    node: MapNode,
    schema: Schema,
    owner: Entry | undefined,
    around: Around,
  ): MappingStop['around'] {
    const isUnread =
      around.place !== undefined &&
      schema['x-kubernetes-preserve-unknown-fields'] === true &&
      schema.properties !== undefined;
    if (isUnread) this.unchecked.push(node.span);
    const isOfKubernetes = schema.provenance?.definition.startsWith('io.k8s.api.') === true;
    return {
      place: {
        node,
        schema,
        ...(owner && { key: owner.key.source }),
        ...(around.place && { around: around.place }),
      },
      chart: schema['x-chart'] ?? around.chart,
      isInList: around.isInList,
      isUnchecked: around.isUnchecked || isUnread,
      isReadOnly: around.isReadOnly || schema['x-read-only'] === true,
      isEmbedded: around.isEmbedded || (this.#isCustom && isOfKubernetes),
    };
  }

  /** Reports what is said of the mapping as a whole and notes what stands in it. */
  #enterMapping(mapping: MappingStop): void {
    const { node, schema, owner, around } = mapping;
    for (const duplicate of node.duplicates) this.#addUnreadable(duplicateKey(duplicate));
    const isComplete = this.#options.requireFields && (!around.chart || around.isInList);
    if (
      this.reports.length < maxReports &&
      isComplete &&
      !around.isUnchecked &&
      !around.isReadOnly
    ) {
      const report = missingFields(this.#view, node, schema, owner, this.#text, this.astray);
      if (report) this.#add(around, around.isEmbedded ? askedLater(report, node, schema) : report);
    }
    const open = this.#isOpen(mapping);
    for (const entry of node.entries.toReversed()) {
      const property = propertyOf(this.#view, schema, entry.key.source);
      if (!property && !open) continue;
      this.#stops.push({
        node: entry.value,
        schema: property ?? anything,
        owner: entry,
        around,
      });
    }
  }

  #isOpen({ schema, around }: MappingStop): boolean {
    const isDescribed = schema.properties !== undefined && !schema.additionalProperties;
    return isOpen(schema) && !(around.isUnchecked && isDescribed);
  }

  #isUnknown(mapping: MappingStop, entry: Entry): boolean {
    const { source } = entry.key;
    return (
      !this.#isOpen(mapping) &&
      !propertyOf(this.#view, mapping.schema, source) &&
      !isPatchDirective(entry, this.#options) &&
      !isFilledInLater(this.#view, source)
    );
  }

  *#reportUnknown(mapping: MappingStop, unknown: readonly Entry[]): Work<void> {
    const { node, schema, around } = mapping;
    const { budget } = this.#options;
    const document = { view: this.#view, names: this.#names, text: this.#text };
    const names = this.#names.of(schema);
    const absent = names.filter((name) => !entryOf(node, name));
    for (const entry of unknown) {
      if (this.reports.length >= maxReports) return;
      const isAdvised = this.reports.length < maxAdvised;
      const steps = isAdvised ? 1 + comparisonsAmong(absent.length) : 1;
      if (!budget.take(steps, entry.key.span[0])) return;
      if (budget.isPauseDue) yield;
      const { source } = entry.key;
      const guess = isAdvised ? nearest(source, absent) : undefined;
      // The same letters in another case are this field, wherever else one of the name may be.
      const isCase = guess?.toLowerCase() === source.toLowerCase();
      const home = isCase || !isAdvised ? undefined : misplaced(document, around.place, entry);
      if (home?.target) this.astray.push(home.target);
      else if (guess !== undefined) this.astray.push({ node, field: guess });
      const found = { names, entry, home, guess };
      const report =
        around.chart && !isOfKubernetes(schema)
          ? unknownKey(around.chart, found)
          : unknownField(found);
      this.#add(around, schema['x-keeps-unknown'] ? { ...report, severity: 'warning' } : report);
    }
  }

  #add({ isUnchecked }: Around, report: Finding): void {
    if (this.reports.length >= maxReports) return;
    this.reports.push(isUnchecked ? { ...report, severity: 'warning' } : report);
  }

  /** What no server can read at all, wherever it stands. */
  #addUnreadable(report: Finding): void {
    if (this.reports.length < maxReports) this.reports.push(report);
  }

  /** A text that a chart's template fills in may become anything. */
  #addOfChart(
    around: Around,
    { isStrict }: ChartInForce,
    report: Finding,
    node: Node,
    expected: readonly SchemaType[],
  ): void {
    if (node.type === 'scalar' && isFilledInLater(this.#view, node.value)) return;
    this.#add(around, isStrict ? report : softerType(report, node, expected));
  }
}

function isOfKubernetes(schema: Schema): boolean {
  return schema.provenance?.isKubernetes ?? false;
}

/** What no schema describes is still walked for what no server reads: a key given twice. */
const anything: Schema = { 'x-kubernetes-preserve-unknown-fields': true };

/** A field set to nothing counts as absent; an item of a list cannot, where the server does not decode it into a type. */
function isRefusedNull(item: Node, { type, nullable, default: value, ...schema }: Schema): boolean {
  if (item.type !== 'scalar' || item.value !== null) return false;
  return schema['x-enforced'] === true && type !== undefined && !nullable && value === undefined;
}

function duplicateKey({ key }: Entry): Finding {
  return {
    span: key.span,
    code: 'duplicate-key',
    severity: 'error',
    message: `${quote(key.source)} is given twice in the same mapping: keep one`,
  };
}

/** Strategic merge patches carry instructions such as `$patch: delete` between the fields. */
function isPatchDirective(entry: Entry, options: StructureOptions): boolean {
  return !options.requireFields && entry.key.source.startsWith('$');
}

function unknownField(unknown: Unknown): Finding {
  return unknownName(unknown, {
    severity: 'error',
    intro: `there is no field ${quote(unknown.entry.key.source)} here`,
    effect: 'the server refuses or drops it',
  });
}
