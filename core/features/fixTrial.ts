/** Tries a fix on the text of its document before it is offered: its report has to go, and no error may come. */
import type { Finding, Fix } from '../findings/finding.ts';
import { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import { judgementOf } from './judgement.ts';

/** Of a document that is dearer to check, fixes are offered untried. */
const maxSteps = 60_000;

/** Characters that are read anew for the fixes of one request: what comes after them is offered untried, too. */
const maxRead = 600_000;

export class FixTrial {
  #left = maxRead;
  readonly #session: Session;
  readonly #file: ManifestFile;
  readonly #document: ManifestDocument;

  constructor(session: Session, file: ManifestFile, document: ManifestDocument) {
    this.#session = session;
    this.#file = file;
    this.#document = document;
  }

  /** Whether the fix does what it says. */
  *run(finding: Finding, fix: Fix): Work<boolean> {
    const edits = inOrder(fix);
    if (!edits) return false;
    // Behind a broken place and behind a separator there is more to be read than before.
    const isBroken = finding.code === 'yaml-syntax' && !fix.isGuess;
    if (isBroken || fix.edits.some(([, text]) => text.includes('---'))) return true;
    const known = this.#document.memo(trials, () => new Map<Fix, boolean>());
    const answer = known.get(fix) ?? (yield* this.#judge(finding, fix, edits));
    known.set(fix, answer);
    return answer;
  }

  *#judge(finding: Finding, fix: Fix, edits: Fix['edits']): Work<boolean> {
    const [session, file, document] = [this.#session, this.#file, this.#document];
    const before = yield* judgementOf(session, file, document).finish();
    if (before.steps > maxSteps || before.stoppedAt !== undefined) return true;
    this.#left -= document.text.length;
    if (this.#left < 0) return true;
    const instead = new ManifestDocument(textAfter(document.text, edits), document.id);
    const after = yield* judgementOf(session, file, instead, maxSteps * 2).finish();
    const counts = countsOf(before.findings);
    const left = countsOf(after.findings);
    const words = wordsOf(finding);
    // What other documents say of this one is not judged here.
    const isOwn = before.findings.includes(finding);
    if (isOwn && (left.get(words) ?? 0) >= (counts.get(words) ?? 0)) return false;
    // Of a kind that was not known before there is more to be read than before.
    if (isOfKindAlone(document, fix)) return true;
    return after.findings.every(
      (each) =>
        each.severity !== 'error' ||
        (left.get(wordsOf(each)) ?? 0) <= (counts.get(wordsOf(each)) ?? 0),
    );
  }
}

/** Whether only the name of the kind is written anew, or one of the two keys that say what an object is. */
function isOfKindAlone({ gvk, typeMeta: { kind } }: ManifestDocument, { edits }: Fix): boolean {
  return edits.every(
    ([[start, end], text]) =>
      (kind !== undefined && kind.start <= start && end <= kind.end) ||
      (!gvk && (text === 'apiVersion' || text === 'kind')),
  );
}

const trials = Symbol('whether fixes do what they say');

function wordsOf({ code, message }: Finding): string {
  return `${code} ${message}`;
}

function countsOf(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const each of findings) counts.set(wordsOf(each), (counts.get(wordsOf(each)) ?? 0) + 1);
  return counts;
}

/** Undefined where edits overlap. */
function inOrder({ edits }: Fix): Fix['edits'] | undefined {
  const sorted = [...edits].sort(([one], [other]) => one[0] - other[0] || one[1] - other[1]);
  return sorted.some(([[start]], index) => start < (sorted[index - 1]?.[0][1] ?? 0))
    ? undefined
    : sorted;
}

function textAfter(text: string, edits: Fix['edits']): string {
  const parts: string[] = [];
  let done = 0;
  for (const [[start, end], newText] of edits) {
    parts.push(text.slice(done, start), newText);
    done = end;
  }
  return parts.join('') + text.slice(done);
}
