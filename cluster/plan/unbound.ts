/** An exported object that was deleted since: its `uid` names an object that is gone, and without it another one is made. */
import { dryRun } from '../requests/applyRequest.ts';
import type { Sending } from '../requests/applyRequest.ts';
import type { LiveAndDryRun } from './liveAndDryRun.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { bindingsOf } from '../objects/serverMetadata.ts';

/** The dry run once more without what binds the manifest to an object, where there is no such object. */
export async function triedUnbound(
  context: ResourceContext,
  sending: Sending,
  { read, tried }: LiveAndDryRun,
): Promise<LiveAndDryRun & { unbound?: boolean }> {
  const isGone = read?.ok === false && read.error.code === 'not-found';
  const isBound = !tried.ok && tried.error.status === 409 && bindingsOf(sending.object).length > 0;
  if (!isGone || !isBound) return { read, tried };
  const again = await dryRun(context.connection, { ...sending, unbound: true });
  return { read, tried: again, unbound: true };
}

/** What the plan says beside such an object. */
export function unboundNote(object: unknown): string {
  const keys = bindingsOf(object).map((key) => `metadata.${key}`);
  return `${keys.join(' and ')} ${keys.length === 1 ? 'belongs' : 'belong'} to an object that is gone, so that it is made anew without. Remove ${keys.length === 1 ? 'it' : 'them'} from the manifest`;
}
