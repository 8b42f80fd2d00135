// Connections to a real API server that die without a word, as after the sleep of a computer or with another VPN.
import { expect, onTestFinished, test, vi } from 'vitest';
import type { ConnectionOptions } from '../../cluster/kubeCluster.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';
import { deafConnections } from './deafConnections.ts';

const never = 1_000_000;

await controlPlaneOrSkip('connections that are dead', { nodes: 0 }, (controlPlane) => {
  /** A session with eight connections that have answered. */
  const warm = async (options: ConnectionOptions) => {
    const connections = await deafConnections(controlPlane().url);
    const user = { token: controlPlane().tokens.admin };
    const cluster = { server: connections.url };
    const session = await sessionFor(kubeconfigFor(controlPlane(), user, cluster), options);
    const ask = () => session.listNamespaces();
    valueOf(await ask());
    for (const answer of await Promise.all(Array.from({ length: 8 }, ask))) valueOf(answer);
    expect(connections.made).toBe(8);
    return { connections, ask, session };
  };

  test('many requests share eight connections', async () => {
    const { connections, ask } = await warm({});
    for (const answer of await Promise.all(Array.from({ length: 40 }, ask))) valueOf(answer);
    expect(connections.made).toBe(8);
  });

  test('a time-out closes its connection and those beside it', async () => {
    const options = { requestTimeout: 2000, restLimit: never, doubtAfter: never };
    const { connections, ask } = await warm(options);
    connections.deafen();
    expect(errorOf(await ask()).code).toBe('timeout');
    valueOf(await ask());
    expect(connections.made).toBe(9);
  });

  test('an old connection that stays silent is not waited for when something is read', async () => {
    const { connections, ask } = await warm({ requestTimeout: never, doubtAfter: 500 });
    connections.deafen();
    valueOf(await ask());
    valueOf(await ask());
    expect(connections.made).toBe(9);
  });

  test('a connection that rested for long is replaced before it is used', async () => {
    const { connections, ask } = await warm({ requestTimeout: 20_000, doubtAfter: never });
    connections.deafen();
    // A computer that sleeps counts no seconds, but its clock goes on.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 16_000 });
    onTestFinished(() => void vi.useRealTimers());
    valueOf(await ask());
    expect(connections.made).toBe(9);
  });

  test('a write goes over a connection that has just answered, or a new one', async () => {
    const { connections, session } = await warm({ requestTimeout: 20_000 });
    connections.deafen();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4000 });
    onTestFinished(() => void vi.useRealTimers());
    valueOf(await session.createNamespace('after-a-look-at-the-preview'));
    expect(connections.made).toBe(9);
  });

  test('a connection that rested for a moment only is used again', async () => {
    const { connections, ask } = await warm({});
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10_000 });
    onTestFinished(() => void vi.useRealTimers());
    valueOf(await ask());
    expect(connections.made).toBe(8);
  });
});
