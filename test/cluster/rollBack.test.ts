// Rolling back against a real API server and real controllers.
import { expect, test } from 'vitest';
import type { ResourceRef } from '../../cluster/api.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { errorOf, sessionFor, valueOf } from './clusterFixture.ts';

const apps = '/apis/apps/v1/namespaces/default';
const labels = { app: 'rolled' };

await controlPlaneOrSkip('rolling back on a real control plane', { nodes: 1 }, (controlPlane) => {
  const session = () => sessionFor(controlPlane().kubeconfig('admin'));
  const refOf = (kind: string): ResourceRef => ({
    ...{ apiVersion: 'apps/v1', kind, name: 'rolled' },
    namespace: 'default',
  });
  const specOf = (image: string) => ({
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } },
  });
  /** Made with one image, then given a second and a third one. */
  const withHistory = async (plural: string, history: string, more: object = {}) => {
    const { request } = controlPlane();
    const path = `${apps}/${plural}/rolled`;
    const made = await request('POST', `${apps}/${plural}`, {
      metadata: { name: 'rolled', annotations: { 'kubernetes.io/change-cause': 'first' } },
      spec: { ...specOf('busybox:1.34'), ...more },
    });
    expect(made.status).toBe(201);
    for (const [count, image, why] of [
      [2, 'busybox:1.35', 'second'],
      [3, 'busybox:1.36', 'third'],
    ] as const) {
      await waitUntil(`${count - 1} revisions`, async () => (await kept(history)) === count - 1);
      const metadata = { annotations: { 'kubernetes.io/change-cause': why } };
      await request('PATCH', path, { metadata, spec: specOf(image) });
    }
    await waitUntil('3 revisions', async () => (await kept(history)) === 3);
    return async () => (await request('GET', path)).body;
  };
  const kept = async (history: string): Promise<number> => {
    const { body } = await controlPlane().request('GET', `${apps}/${history}`);
    return body.items.filter((item: { metadata: { ownerReferences: { name: string }[] } }) =>
      item.metadata.ownerReferences.some(({ name }) => name === 'rolled'),
    ).length;
  };
  const removed = async (plural: string, history: string) => {
    await controlPlane().request('DELETE', `${apps}/${plural}/rolled`);
    await waitUntil('the revisions to go', async () => (await kept(history)) === 0);
  };

  test('a Deployment gets the template and the reason of the revision, and keeps the rest', async () => {
    const live = await withHistory('deployments', 'replicasets', { replicas: 1 });
    const { actions } = await session();
    const ref = refOf('Deployment');
    const revisions = valueOf(await actions.revisionsOf({ ref }));
    expect(revisions).toMatchObject([
      { number: 3, isInUse: true, images: ['busybox:1.36'], cause: 'third' },
      { number: 2, isInUse: false, images: ['busybox:1.35'], cause: 'second' },
      { number: 1, isInUse: false, images: ['busybox:1.34'], cause: 'first' },
    ]);
    expect(revisions[2]?.texts.before).toContain('image: busybox:1.36');
    expect(revisions[2]?.texts.after).toContain('image: busybox:1.34');
    expect(revisions[2]?.texts.after).not.toContain('pod-template-hash');
    expect(revisions[0]?.texts.after).toBe(revisions[0]?.texts.before);

    const plan = valueOf(await actions.plan('rollBack', { ref }, { revision: 1 }));
    expect(plan.lines.slice(0, 2)).toEqual([
      'revision: 3 → 1',
      'image of main: busybox:1.36 → busybox:1.34',
    ]);
    expect((await live()).spec.template.spec.containers[0].image).toBe('busybox:1.36');
    valueOf(await actions.run(plan));
    const { metadata, spec } = await live();
    expect(spec.template.spec.containers[0].image).toBe('busybox:1.34');
    expect(spec.template.metadata.labels).toEqual(labels);
    expect(metadata.annotations['kubernetes.io/change-cause']).toBe('first');
    await waitUntil('the revision to be the newest', async () => {
      const [first] = valueOf(await actions.revisionsOf({ ref }));
      return first?.number === 4 && first.images[0] === 'busybox:1.34';
    });
    expect(errorOf(await actions.plan('rollBack', { ref }, { revision: 4 })).message).toBe(
      'Deployment rolled is as in revision 4 already',
    );
    expect(errorOf(await actions.plan('rollBack', { ref }, { revision: 9 })).code).toBe(
      'not-found',
    );
    await controlPlane().request('PATCH', `${apps}/deployments/rolled`, { spec: { paused: true } });
    expect(errorOf(await actions.plan('rollBack', { ref }, { revision: 2 })).message).toMatch(
      /is paused/,
    );
    await removed('deployments', 'replicasets');
  });

  test.each([
    ['StatefulSet', 'statefulsets', { serviceName: 'rolled', replicas: 0 }],
    ['DaemonSet', 'daemonsets', {}],
  ])('a %s goes back to what its controller keeps', async (kind, plural, more) => {
    const live = await withHistory(plural, 'controllerrevisions', more);
    const { actions } = await session();
    const ref = refOf(kind);
    const revisions = valueOf(await actions.revisionsOf({ ref }));
    expect(revisions.map(({ number, isInUse }) => [number, isInUse])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
    expect(revisions[0]?.texts.after).toBe(revisions[0]?.texts.before);
    const plan = valueOf(await actions.plan('rollBack', { ref }, { revision: 1 }));
    valueOf(await actions.run(plan));
    expect((await live()).spec.template.spec.containers).toMatchObject([
      { name: 'main', image: 'busybox:1.34' },
    ]);
    await removed(plural, 'controllerrevisions');
  });

  test('one that was made anew since is left as it is', async () => {
    const live = await withHistory('deployments', 'replicasets', { replicas: 0 });
    const { actions } = await session();
    const ref = refOf('Deployment');
    const plan = valueOf(await actions.plan('rollBack', { ref }, { revision: 1 }));
    await removed('deployments', 'replicasets');
    await controlPlane().request('POST', `${apps}/deployments`, {
      metadata: { name: 'rolled' },
      spec: { ...specOf('busybox:1.36'), replicas: 0 },
    });
    expect(errorOf(await actions.run(plan)).message).toMatch(/was deleted and made again/);
    expect((await live()).spec.template.spec.containers[0].image).toBe('busybox:1.36');
  });
});
