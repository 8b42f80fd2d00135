/** Empties a node: no new pods come to it, and those that are there are sent away as their budgets allow. */
import type { RunOptions } from '../actionsApi.ts';
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { pauseUnlessAborted } from '../http/abortable.ts';
import { inParallel } from '../inParallel.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { textAt } from '../values.ts';
import type { Watches } from '../watch/watches.ts';
import { namesText } from './claimsOf.ts';
import { evict } from './evict.ts';
import type { LiveObject } from './live.ts';
import { podsOfNode, type NodePod, type NodePods } from './nodePods.ts';
import { byOneRequest, type Planned } from './planned.ts';
import type { Write } from './write.ts';

export interface DrainParts {
  readonly context: ResourceContext;
  readonly watches: Pick<Watches, 'objects'>;
  readonly live: LiveObject;
  /** Keeps new pods away. */
  readonly cordon: Write;
}

/** Milliseconds until a pod that a budget holds is asked for again, as kubectl has it. */
const heldPauseMs = 5_000;
/** Pods that are named in a question. */
const mostNamed = 8;

export async function drain(parts: DrainParts, signal?: AbortSignal): Promise<Result<Planned>> {
  const { context, live, cordon } = parts;
  const pods = await podsOfNode(context, live.name, signal);
  if (!pods.ok) return pods;
  const { going } = pods.value;
  const first = byOneRequest(context.connection, cordon);
  return {
    ok: true,
    value: {
      lines: [...cordon.lines, ...linesOf(pods.value)],
      warnings: warningsOf(pods.value),
      async attempt(ofAttempt) {
        const cordoned = await first.attempt(ofAttempt);
        return cordoned.ok ? tryEvictions(context, going, ofAttempt) : cordoned;
      },
      async run(options) {
        const cordoned = await first.run(options);
        return cordoned.ok ? new Draining(parts, going, options).run() : cordoned;
      },
    },
  };
}

function linesOf({ going, ofDaemonSets, ofNode }: NodePods): readonly string[] {
  const more = going.length - mostNamed;
  const left = [
    ...(ofDaemonSets > 0 ? [`${ofDaemonSets} of DaemonSets`] : []),
    ...(ofNode > 0 ? [`${ofNode} that the node runs by itself`] : []),
  ];
  return [
    ...going
      .slice(0, mostNamed)
      .map(({ namespace, name }) => `is sent away: Pod ${namespace}/${name}`),
    ...(more > 0 ? [`is sent away, too: ${more} more pods`] : []),
    ...(going.length === 0 ? ['no pod is to be sent away'] : []),
    ...(left.length > 0 ? [`pods that stay: ${left.join(', ')}`] : []),
  ];
}

function warningsOf({ unmanaged, withLocalData }: NodePods): readonly string[] {
  return [
    ...(unmanaged.length > 0 ? [`Nobody makes these pods again: ${namesText(unmanaged)}`] : []),
    ...(withLocalData.length > 0
      ? [`What these pods keep in emptyDir volumes is lost: ${namesText(withLocalData)}`]
      : []),
  ];
}

async function tryEvictions(
  { connection }: ResourceContext,
  going: readonly NodePod[],
  signal: AbortSignal | undefined,
): Promise<Result<readonly string[]>> {
  const tried = await inParallel(going, async (pod) => ({
    pod,
    eviction: await evict(connection, pod, { isDryRun: true, signal }),
  }));
  for (const { eviction } of tried)
    if (!eviction.ok && ['forbidden', 'cancelled'].includes(eviction.error.code)) return eviction;
  const held = tried.filter(({ eviction }) => eviction.ok && eviction.value === 'held');
  const failures = tried.flatMap(({ eviction }) => (eviction.ok ? [] : [eviction.error.message]));
  const names = held.map(({ pod }) => `${pod.namespace}/${pod.name}`);
  return {
    ok: true,
    value: [
      ...(names.length > 0
        ? [
            `A PodDisruptionBudget holds ${namesText(names)} now: it is asked again until it lets go, or you cancel`,
          ]
        : []),
      ...new Set(failures),
    ],
  };
}

type State = 'waiting' | 'held' | 'sent' | 'gone' | 'failed';

/** One drain under way. */
class Draining {
  readonly #parts: DrainParts;
  readonly #options: RunOptions;
  readonly #states: Map<NodePod, State>;
  readonly #failures: string[] = [];

  constructor(parts: DrainParts, going: readonly NodePod[], options: RunOptions) {
    this.#parts = parts;
    this.#options = options;
    this.#states = new Map(going.map((pod) => [pod, 'waiting']));
  }

  async run(): Promise<Result<string | undefined>> {
    const { signal } = this.#options;
    this.#tell();
    // A held pod must not keep others from being asked for: each waits by itself.
    const asked = Promise.all([...this.#states.keys()].map((pod) => this.#send(pod)));
    await Promise.all([asked, this.#untilGone(asked)]);
    const { name } = this.#parts.live;
    const total = this.#states.size;
    const gone = this.#count('gone');
    if (signal?.aborted)
      return fail(
        'cancelled',
        `Draining Node ${name} was stopped: ${gone} of ${total} pods have left. It takes no new pods until it is uncordoned`,
      );
    const [first] = this.#failures;
    if (first !== undefined)
      return fail('server-error', `${this.#failures.length} of ${total} pods did not go: ${first}`);
    return { ok: true, value: `Node ${name} is drained: ${gone} of ${total} pods have left` };
  }

  /** Asks until the pod may go. */
  async #send(pod: NodePod): Promise<void> {
    const { signal } = this.#options;
    const { connection } = this.#parts.context;
    while (!signal?.aborted) {
      const eviction = await evict(connection, pod, { isDryRun: false, signal });
      if (!eviction.ok) {
        if (eviction.error.code === 'cancelled') return;
        this.#failures.push(eviction.error.message);
        this.#become(pod, 'failed');
        return;
      }
      this.#become(pod, eviction.value);
      if (eviction.value !== 'held') return;
      await pauseUnlessAborted(heldPauseMs, signal);
    }
  }

  /** Resolves when no pod that was sent away is there any more; what the watch of the node's pods says counts. */
  async #untilGone(asked: Promise<unknown>): Promise<void> {
    const { watches, live } = this.#parts;
    const { signal } = this.#options;
    const query = {
      ...{ apiVersion: 'v1', kind: 'Pod' },
      fieldSelector: `spec.nodeName=${live.name}`,
    };
    let isAsked = false;
    await new Promise<void>((done) => {
      const look = () => {
        const { state } = lease.status;
        if (state === 'live' || state === 'polled') this.#look(lease.objects());
        if (signal?.aborted || state === 'refused' || (isAsked && this.#count('sent') === 0))
          done();
      };
      const lease = watches.objects(query, look);
      signal?.addEventListener('abort', () => done(), { once: true });
      void asked.then(() => {
        isAsked = true;
        look();
      });
      this.#ends = () => lease.dispose();
    });
    this.#ends();
  }

  #ends: () => void = () => undefined;

  #look(objects: readonly unknown[]): void {
    const there = new Set(objects.map((pod) => textAt(pod, 'metadata', 'uid')));
    for (const [pod, state] of this.#states)
      if (state !== 'gone' && !there.has(pod.uid)) this.#become(pod, 'gone');
  }

  #become(pod: NodePod, state: State): void {
    if (this.#states.get(pod) === 'gone') return;
    this.#states.set(pod, state);
    this.#tell();
  }

  #count(wanted: State): number {
    return [...this.#states.values()].filter((state) => state === wanted).length;
  }

  #tell(): void {
    const held = [...this.#states].flatMap(([{ namespace, name }, state]) =>
      state === 'held' ? [`${namespace}/${name}`] : [],
    );
    const waits = held.length > 0 ? `; a budget holds ${namesText(held)}` : '';
    this.#options.tell?.(`${this.#count('gone')} of ${this.#states.size} pods have left${waits}`);
  }
}
