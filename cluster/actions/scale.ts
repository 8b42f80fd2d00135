/** How many replicas an object wants: its subresource `scale`, whatever kind it is. */
import type { Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { numberAt, parseJson } from '../values.ts';
import { patchOf, pathOf, requestOf, type LiveObject } from './live.ts';
import type { Write } from './write.ts';

export async function readReplicas(
  connection: ClusterConnection,
  live: LiveObject,
  signal?: AbortSignal,
): Promise<Result<number>> {
  const { resource, name } = live;
  if (!resource.isScalable)
    return fail('invalid', `${resource.kind} ${name} has no number of replicas that could be set`);
  const answer = await connection.request({
    ...requestOf(live, 'GET', 'get'),
    path: pathOf(live, 'scale'),
    resource: `${resource.resource}/scale`,
    repeatable: true,
    ...(signal && { signal }),
  });
  if (!answer.ok) return answer;
  // The server leaves out a zero.
  return { ok: true, value: numberAt(parseJson(answer.value.body), 'spec', 'replicas') ?? 0 };
}

export async function scale(
  connection: ClusterConnection,
  live: LiveObject,
  replicas: number | undefined,
  signal?: AbortSignal,
): Promise<Result<Write>> {
  if (
    replicas === undefined ||
    !Number.isInteger(replicas) ||
    replicas < 0 ||
    replicas > mostReplicas
  )
    return fail('invalid', `Replicas are a whole number from 0 to ${mostReplicas}`);
  const before = await readReplicas(connection, live, signal);
  if (!before.ok) return before;
  const lines = [`replicas: ${before.value} → ${replicas}`];
  const write = patchOf(live, { spec: { replicas } }, lines, 'scale');
  return { ok: true, value: write };
}

/** As the API takes them (int32). */
const mostReplicas = 2 ** 31 - 1;
