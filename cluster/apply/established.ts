/** Waits until a CustomResourceDefinition that was just applied is served. */
import { pauseUnlessAborted } from '../http/abortable.ts';
import type { PlanEntry } from '../api.ts';
import type { OnWait } from '../http/backOff.ts';
import type { Planner } from '../plan/planner.ts';
import { readObject } from '../requests/resources.ts';
import { listAt, textAt } from '../values.ts';

/** How long a CustomResourceDefinition may take until it is served, in milliseconds. */
const LONGEST = 30_000;

/** Undefined once it is served; otherwise why it is not, as a sentence without a final period. */
export async function whyNotEstablished(
  planner: Planner,
  { ref }: PlanEntry,
  { signal, onWait }: { readonly signal?: AbortSignal; readonly onWait?: OnWait },
): Promise<string | undefined> {
  if (!ref) return undefined;
  const until = Date.now() + LONGEST;
  for (let pause = 50; ; pause = Math.min(pause * 2, 1000)) {
    const read = await readObject(planner, ref, signal);
    // Who may not read it still may use it: the kind itself is asked for next.
    if (!read.ok) return undefined;
    const conditions = listAt(read.value.object, 'status', 'conditions');
    const condition = (type: string) => conditions.find((one) => textAt(one, 'type') === type);
    if (textAt(condition('Established'), 'status') === 'True') return undefined;
    const names = condition('NamesAccepted');
    if (textAt(names, 'status') === 'False')
      return `${ref.kind} ${ref.name} is not served, because its names are taken: ${textAt(names, 'message') ?? 'no reason is given'}`;
    if (Date.now() > until || signal?.aborted)
      return `${ref.kind} ${ref.name} is not served yet. Apply again in a while`;
    onWait?.(`waiting until ${ref.kind} ${ref.name} is served`);
    await pauseUnlessAborted(pause, signal);
  }
}
