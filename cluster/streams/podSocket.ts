/** The way to a pod over the API server: one WebSocket to a sub-resource that the kubelet of its node serves. */
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import type { ApiSocket } from '../http/request.ts';
import type { PodRef } from '../streamsApi.ts';
import { backendFailure } from './streamWords.ts';

export interface PodSocket {
  readonly pod: PodRef;
  readonly subresource: 'exec' | 'portforward';
  readonly query: URLSearchParams;
  /** For messages: what is done to the pod. */
  readonly verb: string;
  readonly protocols: readonly string[];
  readonly signal?: AbortSignal;
}

export async function podSocket(
  connection: ClusterConnection,
  { pod, subresource, query, verb, protocols, signal }: PodSocket,
): Promise<Result<ApiSocket>> {
  const path = `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}/${subresource}`;
  const opened = await connection.socket(
    {
      method: 'GET',
      path: `${path}?${query.toString()}`,
      ...{ verb, resource: `pods/${subresource}`, kind: 'Pod', ...pod },
      repeatable: false,
      ...(signal && { signal }),
    },
    protocols,
  );
  if (opened.ok) return opened;
  const { error } = opened;
  if (/upgrade request required/i.test(error.message)) {
    return fail(
      'server-error',
      `The API server cannot ${verb} Pod ${pod.name} in namespace ${pod.namespace}: something between this machine and it, a proxy or a gateway, lets no WebSocket through. Use another way to the server, or let whoever runs it allow WebSockets`,
    );
  }
  // Whoever may read only: the server says no more than that.
  if (error.code === 'forbidden' && error.message.endsWith(' is forbidden:')) {
    return fail(
      'forbidden',
      `The user of this context may not create pods/${subresource} in namespace ${pod.namespace}, which it takes to ${verb} Pod ${pod.name}. Ask for a role that allows create on pods/${subresource}`,
      { verb, resource: `pods/${subresource}`, namespace: pod.namespace, status: 403 },
    );
  }
  return backendFailure(error.message, pod) ?? opened;
}
