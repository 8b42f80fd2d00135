/** Asks the API server to send a pod away: it says no for as long as a PodDisruptionBudget wants the pod. */
import type { Result } from '../api.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { NodePod } from './nodePods.ts';

/** `gone`: it was no longer there; `held`: a budget holds it now. */
export type Eviction = 'sent' | 'gone' | 'held';

export async function evict(
  connection: ClusterConnection,
  { name, namespace, uid }: NodePod,
  { isDryRun, signal }: { readonly isDryRun: boolean; readonly signal?: AbortSignal | undefined },
): Promise<Result<Eviction>> {
  const dryRun = isDryRun ? { dryRun: ['All'] } : {};
  const body = {
    apiVersion: 'policy/v1',
    kind: 'Eviction',
    metadata: { name, namespace },
    deleteOptions: { preconditions: { uid }, ...dryRun },
  };
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/eviction`;
  const answer = await connection.request({
    method: 'POST',
    path: isDryRun ? `${path}?dryRun=All` : path,
    body: JSON.stringify(body),
    verb: 'create',
    resource: 'pods/eviction',
    ...{ kind: 'Pod', name, namespace, sent: body },
    // Whoever asks twice for the same pod gets it sent away once.
    repeatable: true,
    asksWebhooks: true,
    ...(signal && { signal }),
  });
  if (answer.ok) return { ok: true, value: 'sent' };
  const { status } = answer.error;
  // Another pod has its name by now.
  if (status === 404 || status === 409) return { ok: true, value: 'gone' };
  return status === 429 ? { ok: true, value: 'held' } : answer;
}
