/** The containers of a pod that run, and so can be looked into. */
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import type { PodRef } from '../streamsApi.ts';
import { at, listAt, objectAt, textAt } from '../values.ts';
import { podWords } from './streamWords.ts';

/** Their names, the one that is most probably meant first. Fails where none runs. */
export async function runningContainers(
  context: ResourceContext,
  pod: PodRef,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const read = await readObject(context, { apiVersion: 'v1', kind: 'Pod', ...pod }, signal);
  if (!read.ok) return read;
  const { object } = read.value;
  const wanted = textAt(
    object,
    'metadata',
    'annotations',
    'kubectl.kubernetes.io/default-container',
  );
  const order = listAt(object, 'spec', 'containers').map((one) => textAt(one, 'name') ?? '');
  const rank = (name: string) =>
    name === wanted ? -1 : order.indexOf(name) + 1 || order.length + 1;
  const statuses = [
    'containerStatuses',
    'initContainerStatuses',
    'ephemeralContainerStatuses',
  ].flatMap((list) => listAt(object, 'status', list));
  const names = statuses
    .filter((one) => at(one, 'state', 'running') !== undefined)
    .map((one) => textAt(one, 'name') ?? '')
    .sort((one, other) => rank(one) - rank(other));
  if (names.length > 0) return { ok: true, value: names };
  const reasons = statuses.flatMap((one) =>
    Object.values(objectAt(one, 'state')).map((state) => textAt(state, 'reason') ?? ''),
  );
  const why = reasons.find(Boolean) ?? textAt(object, 'status', 'phase') ?? 'not started yet';
  return fail('not-found', `No container of ${podWords(pod)} runs (${why}). Wait until one does`);
}
