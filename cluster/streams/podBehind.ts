/** Which pod answers for an object: itself, one that a Service leads to, or one that runs for a workload. */
import type { ResourceRef, Result } from '../api.ts';
import { fail } from '../errors/errors.ts';
import { podsBehind } from '../explore/podsBehind.ts';
import { listAll } from '../requests/listAll.ts';
import { readObject, type ResourceContext } from '../requests/resources.ts';
import type { OfferedPort, PodRef } from '../streamsApi.ts';
import { at, listAt, numberAt, textAt } from '../values.ts';
import type { PodPort } from './portForward.ts';

const pods = { apiVersion: 'v1', kind: 'Pod' };

/**
 * A pod that is ready, and the number of a port that may be a name; `avoid` only where there is no other one. Fails in words where there
 * is none.
 */
export async function podBehind(
  context: ResourceContext,
  ref: ResourceRef,
  port: number | string,
  { signal, avoid }: { readonly signal: AbortSignal; readonly avoid?: PodRef },
): Promise<Result<PodPort>> {
  const found = await podsOf(context, ref, signal);
  if (!found.ok) return found;
  const ready = found.value.filter(isReady);
  const object = ready.find((pod) => nameOf(pod) !== avoid?.name) ?? ready[0];
  const what = `${ref.kind} ${ref.name}`;
  if (!object) {
    const count = found.value.length;
    const words =
      ref.kind === 'Pod'
        ? `${what} is not ready`
        : `No pod of ${what} is ready (${count === 0 ? 'there is none' : `of ${count}`})`;
    return fail('not-found', `${words}. Wait until it is, and connect again`);
  }
  const number = typeof port === 'number' ? port : numberOf(object, port);
  if (number === undefined) {
    return fail(
      'not-found',
      `Pod ${nameOf(object)} has no port of the name ${String(port)}, which ${what} leads to. Correct the name in one of the two`,
    );
  }
  const namespace = textAt(object, 'metadata', 'namespace') ?? context.namespace;
  return { ok: true, value: { pod: { name: nameOf(object), namespace }, port: number } };
}

/** The ports that an object says it has, of TCP. */
export async function offeredPorts(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly OfferedPort[]>> {
  if (isService(ref)) {
    const read = await readObject(context, ref, signal);
    if (!read.ok) return read;
    return { ok: true, value: listAt(read.value.object, 'spec', 'ports').flatMap(servicePort) };
  }
  const found = await podsOf(context, ref, signal);
  if (!found.ok) return found;
  const object = found.value.find(isReady) ?? found.value[0];
  const ports = listAt(object, 'spec', 'containers').flatMap((one) => listAt(one, 'ports'));
  return { ok: true, value: ports.flatMap(containerPort) };
}

/** Fails in words where it is not known which they are. */
async function podsOf(
  context: ResourceContext,
  ref: ResourceRef,
  signal?: AbortSignal,
): Promise<Result<readonly unknown[]>> {
  const query = await podsBehind(context, ref, signal);
  if (!query.ok) return query;
  if (query.value) {
    const found = await listAll(context, pods, { ...query.value, ...(signal && { signal }) });
    const isAsked = ref.kind === 'Pod' && found.ok && found.value.length === 0;
    if (!isAsked) return found;
    const { name, namespace = context.namespace } = ref;
    return fail(
      'not-found',
      `Pod ${name} in namespace ${namespace} does not exist. It may have been deleted`,
    );
  }
  return fail(
    'not-found',
    isService(ref)
      ? `Service ${ref.name} has no selector: what it leads to are no pods that are found by their labels. Connect to a pod instead`
      : `It is not known which pods run for ${ref.kind} ${ref.name}`,
  );
}

function isService({ apiVersion, kind }: ResourceRef): boolean {
  return apiVersion === 'v1' && kind === 'Service';
}

function isReady(pod: unknown): boolean {
  const conditions = listAt(pod, 'status', 'conditions');
  return (
    at(pod, 'metadata', 'deletionTimestamp') === undefined &&
    conditions.some((one) => textAt(one, 'type') === 'Ready' && textAt(one, 'status') === 'True')
  );
}

function nameOf(pod: unknown): string {
  return textAt(pod, 'metadata', 'name') ?? '';
}

function numberOf(pod: unknown, name: string): number | undefined {
  const ports = listAt(pod, 'spec', 'containers').flatMap((one) => listAt(one, 'ports'));
  return numberAt(
    ports.find((one) => textAt(one, 'name') === name),
    'containerPort',
  );
}

function servicePort(port: unknown): OfferedPort[] {
  const number = numberAt(port, 'port');
  if (number === undefined || !isTcp(port)) return [];
  const target = numberAt(port, 'targetPort') ?? textAt(port, 'targetPort') ?? number;
  return [{ number, target, ...nameIn(port) }];
}

function containerPort(port: unknown): OfferedPort[] {
  const number = numberAt(port, 'containerPort');
  return number === undefined || !isTcp(port) ? [] : [{ number, target: number, ...nameIn(port) }];
}

function isTcp(port: unknown): boolean {
  return (textAt(port, 'protocol') ?? 'TCP') === 'TCP';
}

function nameIn(port: unknown): { readonly name?: string } {
  const name = textAt(port, 'name');
  return name === undefined ? {} : { name };
}
