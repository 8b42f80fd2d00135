/** The pods that mount a claim. */
import type { ResourceRef, ResourceSummary, Result } from '../api.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';
import { at, listAt, textAt } from '../values.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };

export async function readClaimUsers(
  context: ResourceContext,
  claim: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly ResourceSummary[]>> {
  const all = await listAll(context, pods, {
    namespace: claim.namespace,
    ...(signal && { signal }),
  });
  if (!all.ok) return all;
  const users = all.value.filter((pod) => mounts(pod, claim.name));
  return { ok: true, value: users.map((pod) => summarize(pod, pods, context.kinds)) };
}

/** The claim of an ephemeral volume is named after pod and volume. */
function mounts(pod: unknown, claim: string): boolean {
  const podName = textAt(pod, 'metadata', 'name') ?? '';
  return listAt(pod, 'spec', 'volumes').some(
    (volume) =>
      textAt(volume, 'persistentVolumeClaim', 'claimName') === claim ||
      (at(volume, 'ephemeral') !== undefined &&
        `${podName}-${textAt(volume, 'name') ?? ''}` === claim),
  );
}
