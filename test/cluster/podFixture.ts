// Pods that run on a simulated node.
import type { PodRef } from '../../cluster/streamsApi.ts';
import type { ControlPlane } from '../harness/controlPlane.ts';
import { waitUntil } from '../harness/waitUntil.ts';

export interface PodOptions {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly containers?: readonly object[];
}

/** Makes the pod, if it is not there, and resolves when it is ready. */
export async function runningPod(
  { request }: ControlPlane,
  name: string,
  { labels, annotations, containers = [{ name: 'main', image: 'busybox:1.36' }] }: PodOptions = {},
): Promise<PodRef> {
  const pods = '/api/v1/namespaces/default/pods';
  await request('POST', pods, {
    metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) },
    spec: { containers },
  });
  await waitUntil(`the pod ${name} to run`, async () => {
    const { body } = await request('GET', `${pods}/${name}`);
    return (body as { status?: { phase?: string } }).status?.phase === 'Running';
  });
  return { namespace: 'default', name };
}
