/** What is wrong between the documents of open files and others: kept, and worked out anew once what is known has settled. */
import { looksFilledIn } from '../placeholders/placeholdersIn.ts';
import { linkedChecks } from './checks/index.ts';
import type { Position, Range } from '../model/manifestDocument.ts';
import type { Around, LinkedFinding, RelatedObject } from './checks/linked.ts';
import type { DocumentFacts } from './facts.ts';
import type { KnownObject, PlacedFacts } from './graph.ts';

interface Kept {
  revision: number;
  findings: readonly LinkedFinding[];
}

export class Links {
  readonly #around: Around;
  /** By the facts of a document, which outlive its text where an edit says nothing new. */
  readonly #kept = new WeakMap<DocumentFacts, Kept>();
  #edition = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Rises when those of some document are other ones than before. */
  get edition(): number {
    return this.#edition;
  }

  /** Of a document, as they were when its text was new; see `renew`. */
  of(uri: string, placed: PlacedFacts): readonly LinkedFinding[] {
    const known = this.#kept.get(placed.facts);
    if (known) return known.findings;
    const findings = findingsOf(uri, placed, this.#around);
    this.#kept.set(placed.facts, { revision: this.#around.graph.revision, findings });
    return findings;
  }

  /** Whether those of a document were worked out before. */
  has(placed: PlacedFacts): boolean {
    return this.#kept.has(placed.facts);
  }

  /** Works out those of a file anew where others say something else now. Whether some are others than before. */
  renew(uri: string): boolean {
    const { revision } = this.#around.graph;
    let isOther = false;
    for (const placed of this.#around.graph.documentsIn(uri)) {
      const known = this.#kept.get(placed.facts);
      if (known?.revision === revision) continue;
      const now = findingsOf(uri, placed, this.#around);
      const before = known?.findings ?? [];
      const isShownAlike = areAlike(now, before, isAlike);
      isOther ||= !isShownAlike;
      // The same ones as before where nothing about them is another: what was made of them is kept with them.
      const findings = isShownAlike && areAlike(now, before, isSame) ? before : now;
      if (findings !== known?.findings) this.#edition++;
      this.#kept.set(placed.facts, { revision, findings });
    }
    return isOther;
  }
}

/** Worked out anew each time: for who asks once. */
export function findingsOf(uri: string, placed: PlacedFacts, around: Around): LinkedFinding[] {
  const found: LinkedFinding[] = [];
  for (const facts of placed.facts) found.push(...findingsOfObject({ uri, facts, placed }, around));
  return found;
}

function findingsOfObject(object: KnownObject, around: Around): Iterable<LinkedFinding> {
  const found = new Map<string, LinkedFinding>();
  for (const check of linkedChecks)
    check.check(object, around, ({ code, severity }, range, message, more) => {
      // What it quotes is another text in the end.
      if (looksFilledIn(message)) return;
      const { line, character } = range.start;
      const key = `${code} ${line} ${character}`;
      if (!found.has(key)) found.set(key, { code, severity, range, message, related: [], ...more });
    });
  return found.values();
}

function areAlike<T>(
  one: readonly T[],
  other: readonly T[],
  isAlikePair: (one: T, other: T) => boolean,
): boolean {
  if (one.length !== other.length) return false;
  return one.every((each, index) => {
    const its = other[index];
    return its !== undefined && isAlikePair(each, its);
  });
}

/** Whether the user sees the same of both. */
function isAlike(one: LinkedFinding, other: LinkedFinding): boolean {
  const isSaidAlike = one.code === other.code && one.message === other.message;
  return isSaidAlike && one.severity === other.severity && isSameRange(one.range, other.range);
}

/** Of two that say the same of one document: what is made to order asks what is known then. */
function isSame(one: LinkedFinding, other: LinkedFinding): boolean {
  const hasSameFix = one.fix?.newText === other.fix?.newText && one.fix?.title === other.fix?.title;
  return hasSameFix && areAlike(one.related, other.related, isSameRelated);
}

function isSameRelated(one: RelatedObject, other: RelatedObject): boolean {
  const isOfSame = one.object.facts === other.object.facts && one.message === other.message;
  return isOfSame && one.object.uri === other.object.uri && isSameRange(one.range, other.range);
}

function isSameRange({ start, end }: Range, other: Range): boolean {
  return isSamePosition(start, other.start) && isSamePosition(end, other.end);
}

function isSamePosition({ line, character }: Position, other: Position): boolean {
  return line === other.line && character === other.character;
}
