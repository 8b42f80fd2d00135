/** What one apply has brought about so far: what the documents that are still to come may count on. */
import { parseExactManifest } from '../../core/model/manifestDocuments.ts';
import type { Plan, PlanEntry } from '../api.ts';
import { whatIs } from '../objects/whatIs.ts';
import type { OnWait } from '../http/backOff.ts';
import { whyNotEstablished } from './established.ts';
import type { Planner } from '../plan/planner.ts';
import { definedApiVersions, Makers } from '../plan/prerequisites.ts';

/** How long the server may take until it knows what was just made, in milliseconds. */
const PREREQUISITE_TIME = 15_000;
/** A changed schema is in force sooner, and a wrong field looks the same as one that comes too early. */
const SCHEMA_TIME = 5000;

export class ApplyRun {
  readonly #planner: Planner;
  readonly #plan: Plan;
  readonly #makers: Makers;
  readonly #applied = new Set<number>();
  readonly #unusable = new Map<number, string>();

  constructor(planner: Planner, plan: Plan) {
    this.#planner = planner;
    this.#plan = plan;
    this.#makers = new Makers(
      plan.entries.map((entry) => ({ entry, object: this.#objectOf(entry) })),
    );
  }

  /** Notes that an entry was applied, and waits until others can use what it defines. */
  async add(
    entry: PlanEntry,
    waiting: { readonly signal?: AbortSignal; readonly onWait?: OnWait },
  ): Promise<void> {
    this.#applied.add(entry.index);
    const apiVersions = definedApiVersions(entry, this.#objectOf(entry));
    if (!apiVersions.length) return;
    const isNeeded = this.#plan.entries.some(({ needs }) => needs?.includes(entry.index));
    const reason = isNeeded && (await whyNotEstablished(this.#planner, entry, waiting));
    if (reason) this.#unusable.set(entry.index, reason);
    for (const apiVersion of apiVersions) this.#planner.discovery.forget(apiVersion);
  }

  /** Why an entry cannot be sent now: what it needs was left out, was refused or cannot be used. */
  whyNot({ needs = [] }: PlanEntry): string | undefined {
    for (const index of needs) {
      const unusable = this.#unusable.get(index);
      if (unusable) return `not sent: ${unusable}`;
      if (this.#applied.has(index)) continue;
      const other = this.#plan.entries.find((entry) => entry.index === index);
      return `not sent: it needs ${other ? whatIs(other) : 'another document'}, which was not applied`;
    }
    return undefined;
  }

  /** Milliseconds for which a refusal may only mean that the server does not know yet what was just made. */
  earlyTime(refused: PlanEntry): number {
    const missing = this.#makers.missing(refused);
    if (missing && this.#applied.has(missing.entry.index))
      return missing.what === 'schema' ? SCHEMA_TIME : PREREQUISITE_TIME;
    // A new namespace gets its ServiceAccount "default" a moment later.
    const home = this.#makers.namespace(refused.ref?.namespace);
    const isAccount = /serviceaccount "[^"]+" not found/i.test(refused.error?.message ?? '');
    return isAccount && home && this.#applied.has(home.entry.index) ? PREREQUISITE_TIME : 0;
  }

  #objectOf(entry: PlanEntry): unknown {
    const known = this.#planner.details.get(entry)?.object;
    if (known !== undefined || entry.document.problem) return known;
    return parseExactManifest(entry.document.text);
  }
}
