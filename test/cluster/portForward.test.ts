// Ports of this machine that lead to pods, over a real API server and the kubelet of simulated nodes.
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterSession } from '../../cluster/api.ts';
import type { Forward, ForwardOptions } from '../../cluster/streamsApi.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { closedPort, errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';
import { listening, runningPod } from './podFixture.ts';

const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  name,
  namespace: 'default',
});
const podRef = (name: string) => ({ ...service(name), kind: 'Pod' });

/** A web server on this machine, which is what the pods have. */
async function webServer(): Promise<number> {
  const server = createServer((request, response) => response.end(`got ${request.url}`));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

await controlPlaneOrSkip('ports that lead to pods', { kubelet: true }, (controlPlane) => {
  const session = (): Promise<ClusterSession> =>
    sessionFor(kubeconfigFor(controlPlane(), { token: controlPlane().tokens.admin }));

  const forwardTo = async (
    ref: Parameters<ClusterSession['streams']['forward']>[0],
    options: Partial<ForwardOptions> & Pick<ForwardOptions, 'port'>,
  ): Promise<Forward> => {
    const { streams } = await session();
    const forward = valueOf(await streams.forward(ref, { onChange: () => undefined, ...options }));
    onTestFinished(() => forward.dispose());
    return forward;
  };
  /** Each over a connection of its own. */
  const ask = async ({ localPort }: Forward, path = '') =>
    (
      await fetch(`http://127.0.0.1:${localPort}/${path}`, { headers: { connection: 'close' } })
    ).text();

  /** A Service with a named port, and pods `NAME-1` and so on behind it. */
  async function serviceWith(name: string, port: number, count: number): Promise<void> {
    const { request } = controlPlane();
    const ports = [{ name: 'web', port: 80, targetPort: 'http' }];
    const spec = { selector: { app: name }, ports };
    await request('POST', '/api/v1/namespaces/default/services', { metadata: { name }, spec });
    for (let index = 1; index <= count; index++) {
      await runningPod(controlPlane(), `${name}-${index}`, {
        labels: { app: name },
        containers: [
          { name: 'main', image: 'busybox:1.36', ports: [{ name: 'http', containerPort: port }] },
        ],
      });
    }
  }

  test('a Service leads to a pod that is ready, by the name of its port, and to another one when that goes', async () => {
    const port = await webServer();
    await serviceWith('shop', port, 2);
    let changes = 0;
    const forward = await forwardTo(service('shop'), {
      port: 'http',
      onChange: () => changes++,
    });
    expect(await Promise.all(['a', 'b', 'c'].map((path) => ask(forward, path)))).toEqual([
      'got /a',
      'got /b',
      'got /c',
    ]);
    const first = forward.pod.name;
    const { request } = controlPlane();
    const path = `/api/v1/namespaces/default/pods/${first}`;
    await request('DELETE', path, { gracePeriodSeconds: 0 });
    await expect
      .poll(async () => (await request('GET', path)).status, { timeout: 10_000 })
      .toBe(404);
    expect(await ask(forward, 'd')).toBe('got /d');
    expect(forward.pod.name).not.toBe(first);
    expect([changes, forward.failure]).toEqual([1, undefined]);
  });

  test('only this machine reaches it, and nobody once it is ended', async () => {
    const port = await webServer();
    await runningPod(controlPlane(), 'lonely');
    const forward = await forwardTo(podRef('lonely'), { port });
    const others = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal);
    const isReached = (host: string) =>
      new Promise<boolean>((done) => {
        const socket = connect({ host, port: forward.localPort });
        socket.on('connect', () => done(true)).on('error', () => done(false));
        onTestFinished(() => void socket.destroy());
      });
    expect(await isReached('127.0.0.1')).toBe(true);
    for (const { address } of others) expect(await isReached(address)).toBe(false);
    forward.dispose();
    expect(await isReached('127.0.0.1')).toBe(false);
  });

  test('who has said all gets the whole answer, and one who goes leaves nothing open', async () => {
    let open = 0;
    const port = await listening((socket) => {
      open++;
      socket.on('close', () => open--);
      socket.once('data', () => setTimeout(() => socket.end('late '.repeat(50_000)), 300));
    });
    await runningPod(controlPlane(), 'slow');
    const forward = await forwardTo(podRef('slow'), { port });
    const asking = connect({ host: '127.0.0.1', port: forward.localPort, allowHalfOpen: true });
    asking.end('question');
    expect((await text(asking)).length).toBe(250_000);
    const leaving = connect({ host: '127.0.0.1', port: forward.localPort });
    leaving.write('never mind');
    await expect.poll(() => open).toBe(1);
    leaving.resetAndDestroy();
    await expect.poll(() => open, { timeout: 5000 }).toBe(0);
  });

  test('a pod that does not listen is told once, until it does', async () => {
    const port = await closedPort();
    await runningPod(controlPlane(), 'deaf');
    const told: (string | undefined)[] = [];
    const forward = await forwardTo(podRef('deaf'), {
      port,
      onChange: () => told.push(forward.failure?.message),
    });
    for (let count = 0; count < 3; count++) await expect(ask(forward)).rejects.toThrow();
    const server = createServer((_request, response) => response.end('here'));
    await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
    onTestFinished(() => void server.close());
    expect(await ask(forward)).toBe('here');
    expect(told).toEqual([
      `Nothing listens on port ${port} of Pod deaf in namespace default. Look in its log whether the program has started, and on which port and address it listens`,
      undefined,
    ]);
  });

  test('what cannot begin says why', async () => {
    const { streams } = await session();
    const why = async (ref: ReturnType<typeof service>, options: Partial<ForwardOptions> = {}) =>
      errorOf(await streams.forward(ref, { port: 80, onChange: () => undefined, ...options }))
        .message;
    const { request } = controlPlane();
    const services = '/api/v1/namespaces/default/services';
    const ports = [{ port: 80 }];
    await request('POST', services, { metadata: { name: 'bare' }, spec: { ports } });
    await request('POST', services, {
      metadata: { name: 'empty' },
      spec: { ports, selector: { app: 'nobody' } },
    });
    await runningPod(controlPlane(), 'other');
    const taken = await listening(() => undefined);
    expect(await why(service('bare'))).toMatch(/^Service bare has no selector/);
    expect(await why(service('empty'))).toMatch(
      /^No pod of Service empty is ready \(there is none\)/,
    );
    expect(await why(podRef('other'), { port: 'http' })).toMatch(
      /^Pod other has no port of the name http/,
    );
    expect(await why(podRef('other'), { localPort: taken })).toBe(
      `Port ${taken} of this machine cannot be used: another program listens there. Choose another one, or 0 for any that is free`,
    );
    expect(await why(podRef('absent'))).toMatch(/^Pod absent in namespace default does not exist/);
  });

  test('the ports that objects say they have', async () => {
    await serviceWith('listed', 8080, 1);
    const { streams } = await session();
    expect(valueOf(await streams.ports(service('listed')))).toEqual([
      { name: 'web', number: 80, target: 'http' },
    ]);
    expect(valueOf(await streams.ports(podRef('listed-1')))).toEqual([
      { name: 'http', number: 8080, target: 8080 },
    ]);
  });

  test('all of them end with the session', async () => {
    const port = await webServer();
    await runningPod(controlPlane(), 'ending');
    const held = await session();
    let changes = 0;
    const forward = valueOf(
      await held.streams.forward(podRef('ending'), { port, onChange: () => changes++ }),
    );
    expect(await ask(forward)).toBe('got /');
    expect(forward.isOver).toBe(false);
    held.dispose();
    expect([forward.isOver, changes]).toEqual([true, 1]);
    await expect(ask(forward)).rejects.toThrow();
  });
});
