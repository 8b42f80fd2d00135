/** Takes what checks and rules report at the values of one walk, gives it the severity in force, and keeps each once. */
import type { Claim, Reporter } from '../checks/check.ts';
import type { Reads } from '../placeholders/filledInNode.ts';
import type { Visit } from '../walk/visit.ts';
import type { Node, Span } from '../yaml/node.ts';
import type { Finding, Severity } from './finding.ts';
import { maxFindings } from './maxFindings.ts';
import { severityOf, type EnforcedBy } from './severity.ts';

export class FindingCollector {
  readonly #found = new Map<string, Finding>();
  /** What is said to be missing, and in what. */
  readonly #absences: { readonly key: string; readonly visit: Visit; readonly claim: Claim }[] = [];
  readonly #reads: Reads | undefined;
  #visit: Visit | undefined;
  #claim: Claim | undefined;
  #readBefore = 0;

  /** `reads` of the values that another tool fills in: what depends on one of them is not reported. */
  constructor(reads?: Reads) {
    this.#reads = reads;
  }

  get size(): number {
    return this.#found.size;
  }

  get all(): Finding[] {
    return [...this.#found.values()];
  }

  /** The reporter for one check of one value, until the next one is asked for. */
  at(visit: Visit, claim: Claim): Reporter {
    this.#visit = visit;
    this.#claim = claim;
    if (this.#reads) this.#readBefore = this.#reads.count;
    return this.#report;
  }

  readonly #report: Reporter = (where, message, more) => {
    // One rule may look at every entry of one mapping; one more than are shown says that there are more.
    if (!this.#visit || !this.#claim || this.#found.size > maxFindings) return;
    const { code, severity: usual, claims, isOfKeys } = this.#claim;
    if (this.#reads && this.#reads.count !== this.#readBefore && !isOfKeys) return;
    const { severity: written = usual, enforcedBy, isSure, ...details } = more ?? {};
    const meant = softened(this.#claim, this.#visit, written);
    const enforcer = enforcedBy ?? enforcerOf(this.#claim, this.#visit);
    // Who is named refuses just this, whatever else is enforced at the place.
    const isNamed = enforcedBy === undefined && this.#claim.enforcedBy !== undefined;
    const severity = isNamed || isSure ? meant : severityOf(claims, enforcer, meant);
    if (!severity) return;
    const span = spanOf(where);
    const key = `${code} ${span[0]} ${span[1]}`;
    if (this.#found.has(key)) return;
    this.#found.set(key, { code, severity, span, message, ...details });
    if (claims === 'absence') this.#absences.push({ key, visit: this.#visit, claim: this.#claim });
  };

  /** Takes back what was said to be missing in the mappings for which `isConcerned`, and gives where and by which claim. */
  takeBack(
    isConcerned: (visit: Visit) => boolean,
  ): readonly { readonly visit: Visit; readonly claim: Claim; readonly finding: Finding }[] {
    return this.#absences.flatMap(({ key, visit, claim }) => {
      const finding = this.#found.get(key);
      if (!finding || !isConcerned(visit)) return [];
      this.#found.delete(key);
      return [{ visit, claim, finding }];
    });
  }

  /** Puts back what was taken back. */
  add(finding: Finding): void {
    const { code, span } = finding;
    this.#found.set(`${code} ${span[0]} ${span[1]}`, finding);
  }
}

/** Who refuses what is claimed at a place. */
function enforcerOf({ enforcedBy, isOfSchema, keywords }: Claim, visit: Visit): EnforcedBy {
  if (enforcedBy) return enforcedBy;
  const { schema } = visit;
  const isCustom = visit.enforcedBy === 'operator' || visit.enforcedBy === 'program';
  if (!isOfSchema || !isCustom || !schema?.['x-enforced']) return visit.enforcedBy;
  const added = schema['x-added'] ?? [];
  return keywords?.some((keyword) => added.includes(keyword)) ? 'program' : 'apiServer';
}

/** What our words say of a chart's values is of one version: in another one a value may be right. Keys are known of each. */
function softened(
  { code, claims, isOfSchema }: Claim,
  { chart, isBuiltIn }: Visit,
  severity: Severity,
): Severity {
  const isOfWords = isOfSchema === true || claims === 'shape' || claims === 'limit';
  const isOther = chart?.areTypesKnown === false && !isBuiltIn;
  const isKey = code === 'unknown-field' || code === 'duplicate-key';
  return isOfWords && isOther && !isKey && severity === 'error' ? 'warning' : severity;
}

function spanOf(where: Node | Span): Span {
  return 'span' in where ? where.span : where;
}
