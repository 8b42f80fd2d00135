/** What is reported about one document: worked out in pieces, once for each text and what it is checked with. */
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Finding } from '../findings/finding.ts';
import { isListKind } from '../model/typeMeta.ts';
import type { Session } from '../session.ts';
import { validateDocument, validateValues } from '../findings/validate.ts';
import { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
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
): Judgement {
  const mayBeNothing = !document.text.includes(':') && !hasObjects(session, file);
  if (mayBeNothing && !session.values.chartOf(file, document)) return ofNothing;
  const target = documentTarget(session, file, document);
  const { path } = file;
  const isToolFile = target.kind === 'toolFile';
  if (target.kind === 'template' || (isToolFile && !target.tool)) return ofNothing;
  if (target.kind === 'manifest' && target.isTemplate) return ofNothing;
  const isPatch = target.kind === 'manifest' && target.isPatch;
  const ofFile = target.kind === 'file' ? target.typed : undefined;
  const patches = patchesIn(session, file, document);
  const transformed = path === undefined ? undefined : session.kustomizations.transforming(path);
  const chart = target.kind === 'values' ? target.typed : undefined;
  // Values may hold templates as texts: those that do not parse are a template as a whole.
  if (chart && document.parsed.problems.length > 0 && isTemplate(document)) return ofNothing;
  const isAmongObjects = !document.gvk && hasObjects(session, file);
  const isDropped = droppedIn(file).has(document);
  const flags = [isPatch, isAmongObjects, isDropped, isToolFile];
  const fills = [transformed?.labels === true, transformed?.namespace === true];
  const which = [...flags, ...fills].reduce((sum, flag, index) => sum + (flag ? 1 << index : 0), 0);
  const memo = document.memo(memos[which] ?? objectsMemo, (): Memo => ({}));
  const inline = chart ? [] : session.values.inlineOf(file, document);
  const own = ofFile
    ? `${ofFile.file.title} ${session.paths.revision} ${session.store.revision}`
    : (chart ?? schemasBehind(session, file, document));
  const filling = session.fillingOf(file);
  const { version: release } = session.releaseFor(file);
  const known = memo.judgement;
  const conditions = [own, filling, release];
  if (known?.isWith(conditions, inline) && (steps === undefined || known.fits(steps))) return known;
  const budget = new StepBudget(steps ?? session.stepsOfFile);
  const work = chart
    ? validateValues(document, chart, filling, budget)
    : validateDocument(
        {
          ...{ store: session.store, from: file.uri, release },
          ...{ isPatch, isToolFile, isAmongObjects, isDropped },
          ...{ filling, inline, patches },
          ...(ofFile && { ofFile }),
          ...(ofFile && path !== undefined && { lookUp: session.paths.from(path) }),
          ...(transformed && { transformed }),
        },
        document,
        budget,
      );
  const schemas = [...conditions, ...inline.map(({ typed }) => typed)];
  memo.judgement = new Judgement(schemas, work, budget);
  return memo.judgement;
}

export class Judgement {
  /** Undefined until the work is done. */
  verdict: Verdict | undefined;
  /** The same text has other findings under another schema, with other placeholders, and for another release. */
  readonly #schemas: readonly unknown[];
  readonly #work: Work<Finding[]>;
  readonly #budget: StepBudget;

  constructor(schemas: readonly unknown[], work: Work<Finding[]>, budget: StepBudget) {
    this.#schemas = schemas;
    this.#work = work;
    this.#budget = budget;
  }

  isWith(conditions: readonly unknown[], inline: readonly { readonly typed: unknown }[]): boolean {
    const wanted = [...conditions, ...inline.map(({ typed }) => typed)];
    return (
      wanted.length === this.#schemas.length &&
      wanted.every((each, index) => each === this.#schemas[index])
    );
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

/** One for each way in which its file bears on a document. */
const memos = Array.from({ length: 64 }, (_, which) => Symbol(`judgement ${which}`));

const objectsMemo = Symbol('whether a document is an object');

function hasObjects(session: Session, file: ManifestFile): boolean {
  return file.memo(objectsMemo, () =>
    file.documents.some((each) => each.gvk !== undefined && !toolFileAt(session, file, each)),
  );
}

const droppedMemo = Symbol('documents that kubectl drops');

/**
 * The documents that begin without a separator behind another: behind a line `...`, and further JSON objects in a file that
 * does not begin with one, which kubectl reads as YAML.
 */
function droppedIn(file: ManifestFile): ReadonlySet<ManifestDocument> {
  return file.memo(droppedMemo, () => {
    const { documents } = file;
    const isJsonFile = beginsObject(documents[0]?.text ?? '');
    return new Set(
      documents.filter(({ text }, index) => {
        const before = documents[index - 1]?.text;
        if (before === undefined || text.startsWith('---')) return false;
        return endsWithDots(before) || (!isJsonFile && beginsObject(text));
      }),
    );
  });
}

function beginsObject(text: string): boolean {
  return /^\s*\{/.test(text);
}

function endsWithDots(text: string): boolean {
  const line = text.slice(text.lastIndexOf('\n', text.length - 2) + 1);
  return /^\.\.\.(?:[ \t\r\n]|$)/.test(line);
}

/** A template is no manifest yet, and a text without a key is none at all. */
const ofNothing = new Judgement([], nothing(), new StepBudget());

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
