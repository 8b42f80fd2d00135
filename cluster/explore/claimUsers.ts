/** The pods that mount a claim. */
import type { ResourceRef, ResourceSummary, Result } from '../api.ts';
import { claimsMountedBy } from '../objects/mountedClaims.ts';
import { listAll } from '../requests/listAll.ts';
import type { ResourceContext } from '../requests/resources.ts';
import { summarize } from '../status/health.ts';

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
  const users = all.value.filter((pod) => claimsMountedBy(pod).includes(claim.name));
  return { ok: true, value: users.map((pod) => summarize(pod, pods, context.kinds)) };
}
