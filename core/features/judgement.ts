/** What is reported about one document: worked out in pieces, once for each text and what it is checked with. */
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Finding } from '../findings/finding.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { AskedExpressions } from '../expressions/expressions.ts';
import type { Session } from '../session.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import { validateDocument, validateValues, type ValidationContext } from '../findings/validate.ts';
import { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { documentTarget, patchesIn, toolFileAt } from './target.ts';

export interface Verdict {
  readonly findings: readonly Finding[];
  /** What it cost: the same text costs the same. */
  readonly steps: number;
  /** Offset in the document up to which it was checked before that took too long. */
  readonly stoppedAt: number | undefined;
}

/**
 * The judgement of a document's present text: the one that there is, finished or not, or a new one. `steps` is what it
 * may cost; left out, any judgement that there is will do.
 */
export function judgementOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  steps?: number,
  around: AroundFile = aroundFile(session, file),
): Judgement {
  const situation = situationOf(session, around, document);
  if (!situation) return ofNothing;
  const memo = document.memo(judgementMemo, (): Memo => ({}));
  const known = memo.judgement;
  if (known?.isOf(situation.key) && (steps === undefined || known.fits(steps))) return known;
  const budget = new StepBudget(steps ?? session.stepsOfFile);
  const { chart, context } = situation;
  const expressions = session.expressions.asked();
  const work = chart
    ? validateValues(document, chart, context.filling, budget)
    : validateDocument({ ...context, expressions }, document, budget);
  memo.judgement = new Judgement(situation.key, work, { budget, expressions });
  return memo.judgement;
}

/** All that its file and the session say of a document, beside its text. */
interface DocumentSituation {
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
function situationOf(
  session: Session,
  around: AroundFile,
  document: ManifestDocument,
): DocumentSituation | undefined {
  const { file } = around;
  const { isAmongObjects, dropped } = neighboursIn(session, file);
  const isDropped = dropped.has(document);
  const kept = document.memo<{ last?: KeptSituation }>(situationMemo, () => ({}));
  const { last } = kept;
  const isAsBefore =
    last?.around === around &&
    last.isAmongObjects === isAmongObjects &&
    last.isDropped === isDropped;
  if (isAsBefore && last.isSettled) return last.situation;
  const chart = session.values.chartOf(file, document);
  const inline = chart ? noInline : session.values.inlineOf(file, document);
  if (isAsBefore && last.chart === chart && areSameCharts(last.inline, inline))
    return last.situation;
  const parts = { around, chart, inline, isAmongObjects, isDropped };
  const isSettled = !chart && inline.length === 0 && document.isTyped;
  kept.last = { ...parts, isSettled, situation: newSituation(session, document, parts) };
  return kept.last.situation;
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
  const ofFile = target.kind === 'file' ? target.typed : undefined;
  const isAmongObjects = !document.gvk && hasOthers;
  const context: ValidationContext = {
    ...{ store, from: file.uri, release, filling, inline },
    ...{ isPatch, isToolFile, isAmongObjects, isDropped },
    patches: patchesIn(session, file, document),
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
    : [chart ?? schemasBehind(session, file, document)];
  const flags = [isPatch, isToolFile, isAmongObjects, isDropped];
  const fills = [
    transformed?.labels === true,
    transformed?.namespace === true,
    transformed?.replaced,
  ];
  const ofInline = inline.map(({ typed }) => typed);
  return { chart, context, key: [...flags, ...fills, filling, release, ...schemas, ...ofInline] };
}

export class Judgement {
  /** Undefined until the work is done. */
  verdict: Verdict | undefined;
  readonly #key: readonly unknown[];
  readonly #work: Work<Finding[]>;
  readonly #budget: StepBudget;
  readonly #expressions: AskedExpressions | undefined;

  constructor(
    key: readonly unknown[],
    work: Work<Finding[]>,
    { budget, expressions }: { budget: StepBudget; expressions?: AskedExpressions },
  ) {
    this.#key = key;
    this.#work = work;
    this.#budget = budget;
    this.#expressions = expressions;
  }

  /** Whether it was made in that situation. */
  isOf(key: readonly unknown[]): boolean {
    return !this.#expressions?.isStale && isSame(this.#key, key);
  }

  /** Whether a judgement that may cost that much comes to the same end. */
  fits(steps: number): boolean {
    if (steps === this.#budget.limit) return true;
    // A part of it may cost half of what is left (see `StepBudget.part`): with twice its cost nothing stops early.
    return this.verdict?.stoppedAt === undefined && (this.verdict?.steps ?? Infinity) * 2 <= steps;
  }

  /** Goes on where the work stands. Several requests may do so in turn: it is done once for all of them. */
  *finish(): Work<Verdict> {
    while (!this.verdict) {
      const findings = this.#step();
      if (findings) this.#settle(findings);
      else yield;
    }
    return this.verdict;
  }

  #step(): Finding[] | undefined {
    try {
      const step = this.#work.next();
      return step.done ? step.value : undefined;
    } catch (error) {
      this.#settle([]); // whoever else waits for it does not wait for ever
      throw error;
    }
  }

  #settle(findings: Finding[]): void {
    const { spent: steps, stoppedAt } = this.#budget;
    this.verdict = { findings, steps, stoppedAt };
  }
}

interface Memo {
  judgement?: Judgement;
}

const judgementMemo = Symbol('judgement');

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
    documents.filter(({ text }, index) => {
      const before = documents[index - 1]?.text;
      if (before === undefined || text.startsWith('---')) return false;
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

/** A template is no manifest yet, and a text without a key is none at all. */
const ofNothing = new Judgement([], nothing(), { budget: new StepBudget() });

// eslint-disable-next-line require-yield -- work that has nothing to do
function* nothing(): Work<Finding[]> {
  return [];
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
