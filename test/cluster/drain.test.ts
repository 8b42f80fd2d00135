// Draining a simulated node of a real control plane, whose API server keeps to the budgets.
import { expect, test } from 'vitest';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { errorOf, sessionFor, valueOf } from './clusterFixture.ts';
import { runningPod } from './podFixture.ts';

const v1 = '/api/v1/namespaces/default';
const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
const node = { apiVersion: 'v1', kind: 'Node', name: 'node-1' };

await controlPlaneOrSkip('draining on a real control plane', { nodes: 1 }, (controlPlane) => {
  const session = (user: 'admin' | 'viewer' = 'admin') =>
    sessionFor(controlPlane().kubeconfig(user));
  const names = async (): Promise<string[]> => {
    const { body } = await controlPlane().request('GET', `${v1}/pods`);
    return body.items.map((item: { metadata: { name: string } }) => item.metadata.name);
  };
  const isCordoned = async () =>
    (await controlPlane().request('GET', '/api/v1/nodes/node-1')).body.spec.unschedulable === true;
  const uncordon = async () => {
    const { actions } = await session();
    valueOf(await actions.run(valueOf(await actions.plan('uncordon', { ref: node }))));
  };
  /** Pods with this label may not go. */
  const budget = async (name: string) => {
    await controlPlane().request('POST', budgets, {
      metadata: { name },
      spec: { minAvailable: 1, selector: { matchLabels: { app: name } } },
    });
    await waitUntil('the budget to count', async () => {
      const { body } = await controlPlane().request('GET', `${budgets}/${name}`);
      return body.status?.currentHealthy === 1 && body.status.observedGeneration === 1;
    });
  };

  test('pods go but those of DaemonSets and of the node; what is lost is told before', async () => {
    const { request } = controlPlane();
    const labels = { app: 'everywhere' };
    await request('POST', '/apis/apps/v1/namespaces/default/daemonsets', {
      metadata: { name: 'everywhere' },
      spec: {
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: { containers: [{ name: 'main', image: 'busybox:1.36' }] },
        },
      },
    });
    await runningPod(controlPlane(), 'lonely');
    // What stands for a pod that a node reads from its own disk; the simulated node does not run it.
    await request('POST', `${v1}/pods`, {
      metadata: { name: 'of-the-node', annotations: { 'kubernetes.io/config.mirror': 'x' } },
      spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'busybox:1.36' }] },
    });
    await request('POST', `${v1}/pods`, {
      metadata: { name: 'with-scratch' },
      spec: {
        containers: [{ name: 'main', image: 'busybox:1.36' }],
        volumes: [{ name: 'scratch', emptyDir: {} }],
      },
    });
    await waitUntil('all pods', async () => {
      const { body } = await request('GET', `${v1}/pods`);
      return (
        body.items.length === 4 &&
        body.items.filter((pod: { status: { phase: string } }) => pod.status.phase === 'Running')
          .length >= 3
      );
    });
    const { actions } = await session();
    const plan = valueOf(await actions.plan('drain', { ref: node }));
    expect(plan.lines).toEqual([
      'spec.unschedulable: not set → true',
      'is sent away: Pod default/lonely',
      'is sent away: Pod default/with-scratch',
      'pods that stay: 1 of DaemonSets, 1 that the node runs by itself',
    ]);
    expect(plan.warnings).toEqual([
      'Nobody makes these pods again: default/lonely, default/with-scratch',
      'What these pods keep in emptyDir volumes is lost: default/with-scratch',
    ]);
    expect(await names()).toHaveLength(4);
    expect(await isCordoned()).toBe(false);

    const told: string[] = [];
    const tell = (message: string) => told.push(message);
    expect(valueOf(await actions.run(plan, { tell }))).toBe(
      'Node node-1 is drained: 2 of 2 pods have left',
    );
    expect(told[0]).toBe('0 of 2 pods have left');
    expect(told.at(-1)).toBe('2 of 2 pods have left');
    expect(await names()).toEqual([expect.stringMatching(/^everywhere-/), 'of-the-node']);
    expect(await isCordoned()).toBe(true);
    await uncordon();
  });

  test('a pod that a budget holds is asked for until it may go', async () => {
    await runningPod(controlPlane(), 'held', { labels: { app: 'held' } });
    await budget('held');
    const { actions } = await session();
    const plan = valueOf(await actions.plan('drain', { ref: node }));
    expect(plan.warnings).toContain(
      'A PodDisruptionBudget holds default/held now: it is asked again until it lets go, or you cancel',
    );
    const told: string[] = [];
    const run = actions.run(plan, { tell: (message) => told.push(message) });
    await waitUntil('the budget to hold it', () =>
      told.includes('0 of 1 pods have left; a budget holds default/held'),
    );
    expect(await names()).toContain('held');
    await controlPlane().request('DELETE', `${budgets}/held`);
    expect(valueOf(await run)).toBe('Node node-1 is drained: 1 of 1 pods have left');
    expect(await names()).not.toContain('held');
    await uncordon();
  });

  test('who cancels is told how far it went and that the node stays cordoned', async () => {
    await runningPod(controlPlane(), 'stays', { labels: { app: 'stays' } });
    await budget('stays');
    const { actions } = await session();
    const plan = valueOf(await actions.plan('drain', { ref: node }));
    const stop = new AbortController();
    const run = actions.run(plan, {
      signal: stop.signal,
      tell: (message) => message.includes('holds') && stop.abort(),
    });
    expect(errorOf(await run)).toMatchObject({
      code: 'cancelled',
      message:
        'Draining Node node-1 was stopped: 0 of 1 pods have left. It takes no new pods until it is uncordoned',
    });
    expect(await names()).toContain('stays');
    expect(await isCordoned()).toBe(true);
  });

  test('who may not is told so by the plan', async () => {
    const { actions } = await session('viewer');
    expect(errorOf(await actions.plan('drain', { ref: node }))).toMatchObject({
      code: 'forbidden',
      verb: 'patch',
    });
  });
});
