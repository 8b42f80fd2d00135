/** What is reported about one document: worked out in pieces, once for each text and what it is checked with. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Finding } from '../findings/finding.ts';
import type { AskedExpressions } from '../expressions/expressions.ts';
import type { Session } from '../session.ts';
import { validateDocument, validateValues } from '../findings/validate.ts';
import { StepBudget } from '../pacing/stepBudget.ts';
import type { Work } from '../pacing/work.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { situationOf, type DocumentSituation } from './situation.ts';

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
  return judgementIn(session, document, situationOf(session, around, document), steps);
}

/** The same, where it is known what its file and the session say of the document. */
export function judgementIn(
  session: Session,
  document: ManifestDocument,
  situation: DocumentSituation | undefined,
  steps?: number,
): Judgement {
  if (!situation) return ofNothing;
  const memo = document.memo(judgementMemo, (): Memo => ({}));
  const known = memo.judgement;
  if (known?.isOf(situation.key) && (steps === undefined || known.fits(steps))) return known;
  const budget = new StepBudget(steps ?? session.stepsOfFile);
  const { chart, context } = situation;
  const expressions = session.expressions.asked();
  const work = chart
    ? validateValues(document, chart, { ...context, expressions }, budget)
    : validateDocument({ ...context, expressions }, document, budget);
  memo.judgement = new Judgement(situation.key, work, { budget, expressions });
  return memo.judgement;
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
    return !this.isStale && isSame(this.#key, key);
  }

  /** What it asked for has come meanwhile: it would be another one now. */
  get isStale(): boolean {
    return this.#expressions?.isStale === true;
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

/** A template is no manifest yet, and a text without a key is none at all. */
const ofNothing = new Judgement([], nothing(), { budget: new StepBudget() });

// eslint-disable-next-line require-yield -- work that has nothing to do
function* nothing(): Work<Finding[]> {
  return [];
}
