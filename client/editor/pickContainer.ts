// Asks for a container where a command was started without one: of which object, which of its pods, which of that one's containers.
import type { CommandContext } from '../commands/command.ts';
import type {
  ClusterSession,
  FolderKind,
  ResourceRef,
  ResourceSummary,
} from '../../cluster/api.ts';
import type { ContainerRef, PodRef } from '../../cluster/streamsApi.ts';
import { resourceTarget } from './pickTarget.ts';
import { withProgress } from './questions.ts';
import { pickOne, showError, showInformation } from './window.ts';

export interface ContainerTarget {
  readonly session: ClusterSession;
  readonly where: ContainerRef;
}

/** Undefined where the user goes back, or there is none; that has been told. `title`: what is to be done. */
export async function containerTarget(
  ctx: CommandContext,
  target: unknown,
  title: string,
): Promise<ContainerTarget | undefined> {
  const found = await resourceTarget(
    ctx,
    target,
    (kind, service) => isPod(kind) || service.hasPods(kind),
  );
  if (!found) return undefined;
  const { session, ref } = found;
  const pod = isPod(ref) ? podOf(session, ref) : await pickPod(session, ref, title);
  if (!pod) return undefined;
  const names = await withProgress(`Reading the containers of Pod ${pod.name}`, (signal) =>
    session.streams.containers(pod, signal),
  );
  if (!names.ok) {
    if (names.error.code !== 'cancelled') void showError(names.error.message);
    return undefined;
  }
  const [first = ''] = names.value;
  if (names.value.length < 2) return { session, where: { pod, container: first } };
  const picked = await pickOne(
    names.value.map((label) => ({ label, icon: 'package' })),
    { title, placeHolder: `Container of Pod ${pod.name}` },
  );
  return picked && { session, where: { pod, container: picked.label } };
}

async function pickPod(
  session: ClusterSession,
  ref: ResourceRef,
  title: string,
): Promise<PodRef | undefined> {
  const what = `${ref.kind} ${ref.name}`;
  const pods = await withProgress(`Reading the pods of ${what}`, async (signal) => {
    const query = await session.explore.podsOf(ref, signal);
    if (!query.ok) return query;
    return query.value && session.list(query.value, signal);
  });
  if (pods && !pods.ok) {
    if (pods.error.code !== 'cancelled') void showError(pods.error.message);
    return undefined;
  }
  const found = [...(pods?.value.items ?? [])].sort(
    (one, other) => Number(runs(other)) - Number(runs(one)),
  );
  const [only] = found;
  if (!only) {
    void showInformation(`No pod runs for ${what}`);
    return undefined;
  }
  if (found.length === 1) return podOf(session, only.ref);
  const picked = await pickOne(
    found.map((pod) => ({ label: pod.ref.name, description: pod.status, pod })),
    { title, placeHolder: `Pod of ${what}` },
  );
  return picked && podOf(session, picked.pod.ref);
}

function runs({ status, terminating }: ResourceSummary): boolean {
  return status === 'Running' && !terminating;
}

function isPod({ apiVersion, kind }: Pick<FolderKind, 'apiVersion' | 'kind'>): boolean {
  return apiVersion === 'v1' && kind === 'Pod';
}

function podOf(session: ClusterSession, { name, namespace }: ResourceRef): PodRef {
  return { name, namespace: namespace ?? session.context.namespace };
}
