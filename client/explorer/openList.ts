// One list that is open in the tree: its lease, how many rows of it are shown, and how long it lasts unseen. No `vscode` here.
import type { Result, WatchLease } from '../../cluster/api.ts';
import type { ListNode, Matches, NodeContext, ShownList } from './nodes/node.ts';

/** Rows that are shown at first, and added by "Show more". */
const pageSize = 200;

/** A list that can no longer be seen is let go after so many milliseconds. */
const lastsMs = 60_000;

export class OpenList {
  node: ListNode;
  ctx: NodeContext;
  readonly #changed: () => void;
  #shown = pageSize;
  #lease: WatchLease | undefined;
  /** What the lease is on, as text, and the node that has said so. */
  #leased: string | undefined;
  #leasedFor: ListNode | undefined;
  #ending: NodeJS.Timeout | undefined;
  /** It was let go, as nobody could see it. */
  #isAsleep = false;
  #isDropped = false;

  constructor(node: ListNode, ctx: NodeContext, changed: () => void) {
    this.node = node;
    this.ctx = ctx;
    this.#changed = changed;
  }

  get lease(): WatchLease | undefined {
    return this.#lease;
  }

  /** Undefined where there can be nothing in the list. */
  async leased(): Promise<Result<WatchLease | undefined>> {
    const { node, ctx } = this;
    this.#isAsleep = false;
    if (this.#lease && this.#leasedFor === node) return { ok: true, value: this.#lease };
    const source = await node.source(ctx);
    if (!source.ok) return source;
    if (!source.value) return { ok: true, value: undefined };
    const session = await ctx.service.session(source.value.contextName);
    if (!session.ok) return session;
    const leased = JSON.stringify(source.value);
    if (!this.#lease || this.#leased !== leased) {
      this.end();
      this.#lease = session.value.watch(source.value.query, this.#changed);
    }
    const lease = this.#lease;
    this.#leased = leased;
    this.#leasedFor = node;
    // Nobody else would let go of it.
    if (this.#isDropped) this.end();
    return { ok: true, value: lease };
  }

  async rows(matches: Matches | undefined): Promise<ShownList> {
    const { signal } = this.ctx;
    const lease = await this.leased();
    if (!lease.ok) return { items: [], more: 0, error: lease.error };
    if (!lease.value) return { items: [], more: 0 };
    await lease.value.ready(signal);
    return shownOf(lease.value, this.#shown, matches);
  }

  more(): void {
    this.#shown += pageSize;
  }

  /** It can be seen. Whether it has to be opened anew for that. */
  seen(): boolean {
    clearTimeout(this.#ending);
    this.#ending = undefined;
    return this.#isAsleep;
  }

  /** It can no longer be seen. */
  unseen(): void {
    if (this.#isAsleep) return;
    this.#ending ??= setTimeout(() => {
      this.#isAsleep = true;
      this.end();
    }, lastsMs);
  }

  /** Its node is gone. */
  drop(): void {
    this.#isDropped = true;
    this.end();
  }

  end(): void {
    clearTimeout(this.#ending);
    this.#ending = undefined;
    this.#lease?.dispose();
    this.#lease = undefined;
  }
}

function shownOf(lease: WatchLease, count: number, matches: Matches | undefined): ShownList {
  const { status, remaining = 0 } = lease;
  const matching = matches && lease.first().filter(matches);
  const items = matching ? matching.slice(0, count) : lease.first(count);
  const why = status.state === 'polled' ? 'polledBecause' : 'error';
  return {
    items,
    more: (matching?.length ?? lease.size) + remaining - items.length,
    ...(status.error && { [why]: status.error }),
  };
}
