/** What is wrong between the documents of open files and others: kept, and worked out anew once what is known has settled. */
import { linkedChecks } from './checks/index.ts';
import type { Around, LinkedFinding } from './checks/linked.ts';
import type { KnownObject, PlacedFacts } from './graph.ts';

interface Kept {
  revision: number;
  findings: readonly LinkedFinding[];
}

export class Links {
  readonly #around: Around;
  readonly #kept = new WeakMap<PlacedFacts, Kept>();

  constructor(around: Around) {
    this.#around = around;
  }

  /** Of a document, as they were when its text was new; see `renew`. */
  of(uri: string, placed: PlacedFacts): readonly LinkedFinding[] {
    const known = this.#kept.get(placed);
    if (known) return known.findings;
    const findings = findingsOf(uri, placed, this.#around);
    this.#kept.set(placed, { revision: this.#around.graph.revision, findings });
    return findings;
  }

  /** Whether those of a document were worked out before. */
  has(placed: PlacedFacts): boolean {
    return this.#kept.has(placed);
  }

  /** Works out those of a file anew where others say something else now. Whether some are others than before. */
  renew(uri: string): boolean {
    const { revision } = this.#around.graph;
    let isOther = false;
    for (const placed of this.#around.graph.documentsIn(uri)) {
      const known = this.#kept.get(placed);
      if (known?.revision === revision) continue;
      const findings = findingsOf(uri, placed, this.#around);
      isOther ||= JSON.stringify(shown(findings)) !== JSON.stringify(shown(known?.findings ?? []));
      this.#kept.set(placed, { revision, findings });
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
      const { line, character } = range.start;
      const key = `${code} ${line} ${character}`;
      if (!found.has(key)) found.set(key, { code, severity, range, message, related: [], ...more });
    });
  return found.values();
}

/** What the user sees of it. */
function shown(findings: readonly LinkedFinding[]) {
  return findings.map(({ code, severity, range, message }) => [code, severity, range, message]);
}
