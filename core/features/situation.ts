/** In what situation a document is judged: what its file and the session say of it, beside its text. */
import { isListKind } from '../model/typeMeta.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import type { ValidationContext } from '../findings/validate.ts';
import type { AroundFile } from './aroundFile.ts';
import { carriedOver } from '../model/carriedOver.ts';
import { documentTarget, patchesIn, toolFileAt } from './target.ts';

/** All that its file and the session say of a document, beside its text. */
export interface DocumentSituation {
  /** The document is values of this chart; else it is judged by the context. */
  readonly chart: ChartSchema | undefined;
  readonly context: ValidationContext;
  /** The same text has the same findings as long as each part is the same. */
  readonly key: readonly unknown[];
}

/** What a situation is made from, beside the text. */
interface SituationParts {
  readonly around: AroundFile;
  readonly chart: ChartSchema | undefined;
  readonly inline: readonly ResolvedInline[];
  /** Some document of the file is an object. */
  readonly isAmongObjects: boolean;
  readonly isDropped: boolean;
}

interface KeptSituation extends SituationParts {
  /** Nothing outside of the document makes it values of a chart, or a part of it. */
  readonly isSettled: boolean;
  readonly situation: DocumentSituation | undefined;
}

const situationMemo = Symbol('situation');
const noInline: readonly ResolvedInline[] = [];

/** Undefined where nothing is said of the document. Kept with it: of the documents that an edit leaves alone it is compared. */
export function situationOf(
  session: Session,
  around: AroundFile,
  document: ManifestDocument,
): DocumentSituation | undefined {
  return keptSituation(session, around, document).situation;
}

function keptSituation(
  session: Session,
  around: AroundFile,
  document: ManifestDocument,
): KeptSituation {
  const { file } = around;
  const { isAmongObjects, dropped } = neighboursIn(session, file);
  const isDropped = dropped.has(document);
  const kept = document.memo<{ last?: KeptSituation }>(situationMemo, () => ({}));
  const { last } = kept;
  const isAsBefore =
    last?.around === around &&
    last.isAmongObjects === isAmongObjects &&
    last.isDropped === isDropped;
  if (isAsBefore && last.isSettled) return last;
  const chart = session.values.chartOf(file, document);
  const inline = chart ? noInline : session.values.inlineOf(file, document);
  if (isAsBefore && last.chart === chart && areSameCharts(last.inline, inline)) return last;
  const parts = { around, chart, inline, isAmongObjects, isDropped };
  const isSettled = !chart && inline.length === 0 && document.isTyped;
  kept.last = { ...parts, isSettled, situation: newSituation(session, document, parts) };
  return kept.last;
}

function areSameCharts(one: readonly ResolvedInline[], other: readonly ResolvedInline[]): boolean {
  if (one === other) return true;
  return (
    one.length === other.length && one.every(({ typed }, index) => typed === other[index]?.typed)
  );
}

function newSituation(
  session: Session,
  document: ManifestDocument,
  { around, chart: valuesOf, inline, isAmongObjects: hasOthers, isDropped }: SituationParts,
): DocumentSituation | undefined {
  const { file, filling, release, transformed } = around;
  if (!document.text.includes(':') && !hasOthers && !valuesOf) return undefined;
  const target = documentTarget(session, file, document);
  const isToolFile = target.kind === 'toolFile';
  if (target.kind === 'template' || (isToolFile && !target.tool)) return undefined;
  if (target.kind === 'manifest' && target.isTemplate) return undefined;
  const chart = target.kind === 'values' ? target.typed : undefined;
  // Values may hold templates as texts: those that do not parse are a template as a whole.
  if (chart && document.parsed.problems.length > 0 && isTemplate(document)) return undefined;
  const { path } = file;
  const { store, paths } = session;
  const isPatch = target.kind === 'manifest' && target.isPatch;
  const patched = target.kind === 'manifest' ? target.patched : undefined;
  const ofFile = target.kind === 'file' ? target.typed : undefined;
  const isAmongObjects = !document.gvk && hasOthers;
  const context: ValidationContext = {
    ...{ store, from: file.uri, release, filling, inline },
    ...{ isPatch, isToolFile, isAmongObjects, isDropped },
    patches: patchesIn(session, file, document),
    ...(patched && { patched }),
    ...(ofFile && { ofFile }),
    ...(ofFile &&
      path !== undefined && {
        lookUp: paths.from(path),
        beside: { path, read: (other) => paths.textAt(other) },
      }),
    ...(transformed && { transformed }),
  };
  const schemas = ofFile
    ? [ofFile, paths.revision, store.revision]
    : [chart ?? (patched ? store.revision : schemasBehind(session, file, document))];
  const flags = [isPatch, isToolFile, isAmongObjects, isDropped];
  const fills = [
    ...[patched !== undefined, patched?.group, patched?.version, patched?.kind],
    transformed?.labels === true,
    transformed?.namespace === true,
    transformed?.replaced,
  ];
  const ofInline = inline.map(({ typed }) => typed);
  return { chart, context, key: [...flags, ...fills, filling, release, ...schemas, ...ofInline] };
}

const ofFiles = new WeakMap<ManifestFile, FileSituations>();

/** Those of all documents of a file: after an edit those that it touched are worked out. */
export function situationsIn(session: Session, around: AroundFile): FileSituations {
  const { file } = around;
  const situations = new FileSituations(session, around, ofFiles.get(file));
  ofFiles.set(file, situations);
  return situations;
}

class FileSituations {
  readonly documents: readonly ManifestDocument[];
  readonly #session: Session;
  readonly #around: AroundFile;
  readonly #neighbours: Neighbours;
  /** By document, those that nothing but the text and what is around the file may change. */
  readonly #settled: (KeptSituation | undefined)[];

  constructor(session: Session, around: AroundFile, before: FileSituations | undefined) {
    const { file } = around;
    this.documents = [...file.documents];
    this.#session = session;
    this.#around = around;
    this.#neighbours = neighboursIn(session, file);
    const kept =
      before && this.#isLike(before)
        ? { documents: before.documents, values: before.#settled }
        : undefined;
    this.#settled = carriedOver(kept, this.documents);
  }

  /** Of the document at that place; undefined where nothing is said of it. */
  at(index: number): DocumentSituation | undefined {
    const document = this.documents[index];
    const known = this.#settled[index];
    if (known || !document) return known?.situation;
    const kept = keptSituation(this.#session, this.#around, document);
    if (kept.isSettled) this.#settled[index] = kept;
    return kept.situation;
  }

  #isLike(other: FileSituations): boolean {
    const [one, before] = [this.#neighbours, other.#neighbours];
    const isNoneDropped = one.dropped.size === 0 && before.dropped.size === 0;
    const areNeighboursSame = one.isAmongObjects === before.isAmongObjects && isNoneDropped;
    return this.#around === other.#around && areNeighboursSame;
  }
}

/** What the documents of a file are to each other. */
interface Neighbours {
  /** Some document is an object. */
  readonly isAmongObjects: boolean;
  /**
   * Those that begin without a separator behind another: behind a line `...`, and further JSON objects in a file that does
   * not begin with one, which kubectl reads as YAML.
   */
  readonly dropped: ReadonlySet<ManifestDocument>;
}

const neighboursMemo = Symbol('what the documents of a file are to each other');

function neighboursIn(session: Session, file: ManifestFile): Neighbours {
  return file.memo(neighboursMemo, () => ({
    isAmongObjects: file.documents.some(
      (each) => each.gvk !== undefined && !toolFileAt(session, file, each),
    ),
    dropped: droppedIn(file.documents),
  }));
}

function droppedIn(documents: readonly ManifestDocument[]): ReadonlySet<ManifestDocument> {
  const isJsonFile = beginsObject(documents[0]?.text ?? '');
  return new Set(
    documents.filter(({ text, isSeparated }, index) => {
      const before = documents[index - 1]?.text;
      if (before === undefined || isSeparated) return false;
      return endsWithDots(before) || (!isJsonFile && beginsObject(text));
    }),
  );
}

function beginsObject(text: string): boolean {
  return /^\s*\{/.test(text);
}

function endsWithDots(text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', text.length - 2) + 1);
  return /^\.\.\.(?:[ \t\r\n]|$)/.test(line);
}

/** Changes when a schema that counts for the document does: its kind's own, or any where that is not known. */
function schemasBehind(
  { store }: Session,
  { uri }: ManifestFile,
  { gvk }: ManifestDocument,
): unknown {
  const own = gvk && !isListKind(gvk.kind) ? store.schemasOf(gvk, uri) : [];
  return own.length > 0 ? own : store.revision;
}
