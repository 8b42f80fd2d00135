// Pods that run on a simulated node, and what listens on their ports: those of this machine.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
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

/** A server on this machine that answers each connection; its port. */
export async function listening(answer: (socket: Socket) => void): Promise<number> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}
