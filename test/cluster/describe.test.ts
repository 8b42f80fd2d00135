// Pages of objects of a real API server, which follow what happens there.
import { expect, onTestFinished, test } from 'vitest';
import type { ClusterSession, ResourceRef } from '../../cluster/api.ts';
import type { ObjectPage } from '../../cluster/describeApi.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { waitUntil } from '../harness/waitUntil.ts';
import { errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';

const inDefault = '/api/v1/namespaces/default';

await controlPlaneOrSkip('pages of objects', {}, (controlPlane) => {
  const asUser = (token: string) => sessionFor(kubeconfigFor(controlPlane(), { token }));
  const asAdmin = () => asUser(controlPlane().tokens.admin);
  const create = async (path: string, object: object) => {
    expect((await controlPlane().request('POST', path, object)).status).toBe(201);
  };

  test('a deployment shows its pods and the Services that lead to them, and a pod what it needs', async () => {
    await create(`${inDefault}/configmaps`, { metadata: { name: 'settings' }, data: { a: 'b' } });
    await create(`${inDefault}/services`, {
      metadata: { name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
    });
    await create('/apis/apps/v1/namespaces/default/deployments', {
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [
              { name: 'main', image: 'web:1', envFrom: [{ configMapRef: { name: 'settings' } }] },
            ],
          },
        },
      },
    });
    const session = await asAdmin();
    const deployment = describe(session, refOf('apps/v1', 'Deployment', 'web'));
    await deployment.untilPage('its pod to run', (page) => {
      const states = cells(page, 'related').map(([as, , state]) => `${as} ${state}`);
      return states.includes('pod Running') && states.some((one) => one.startsWith('Service'));
    });
    expect(deployment.page()?.health).toBe('ok');
    const pod = linkIn(deployment.page(), 'related', 0);
    expect(pod?.kind).toBe('Pod');
    const opened = describe(session, pod as ResourceRef);
    await opened.untilPage('its needs', (page) => cells(page, 'named').length > 0);
    expect(cells(opened.page(), 'named').map(([as, object]) => `${as}: ${object}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^owner: ReplicaSet web-/),
        'variables of main: ConfigMap settings',
        'node: Node node-1',
      ]),
    );
  });

  test('what happens is told while the page is open, in the words of the cluster and in ours', async () => {
    await create(`${inDefault}/pods`, {
      metadata: { name: 'nowhere' },
      spec: {
        nodeSelector: { none: 'such' },
        containers: [{ name: 'main', image: 'busybox:1.36' }],
      },
    });
    const session = await asAdmin();
    const pod = describe(session, refOf('v1', 'Pod', 'nowhere'));
    await pod.untilPage('an event', (page) =>
      cells(page, 'events').some(([, reason]) => reason?.startsWith('FailedScheduling')),
    );
    expect(pod.page()).toMatchObject({ status: 'Unschedulable', health: 'warning' });
    expect(cells(pod.page(), 'events')[0]?.[2]).toMatch(/\nNo node takes the pod/);
    const namespace = describe(session, { apiVersion: 'v1', kind: 'Namespace', name: 'default' });
    await namespace.untilPage('its events', (page) =>
      cells(page, 'events').some(([, object]) => object === 'Pod nowhere'),
    );
    await controlPlane().request('DELETE', `${inDefault}/pods/nowhere`, { gracePeriodSeconds: 0 });
    await pod.untilPage('the end', ({ isGone }) => isGone);
    expect(pod.page()?.status).toBe('Deleted');
  });

  test('a claim shows its volume and class, and who mounts it', async () => {
    await create(`${inDefault}/persistentvolumeclaims`, {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    });
    const session = await asAdmin();
    const claim = describe(session, refOf('v1', 'PersistentVolumeClaim', 'data'));
    await claim.untilPage('its volume', (page) => cells(page, 'named').length > 0);
    expect(cells(claim.page(), 'named')[0]?.[0]).toBe('bound to');
    expect(cells(claim.page(), 'facts')).toContainEqual(['Storage class', 'standard']);
  });

  test('no value of a Secret is on its page', async () => {
    const password = Buffer.from('very-secret').toString('base64');
    await create(`${inDefault}/secrets`, { metadata: { name: 'login' }, data: { password } });
    const secret = describe(await asAdmin(), refOf('v1', 'Secret', 'login'));
    await secret.untilPage('its keys', (page) => cells(page, 'keys').length > 0);
    expect(cells(secret.page(), 'keys')).toEqual([['password', '11 bytes']]);
    expect(JSON.stringify(secret.page())).not.toMatch(new RegExp(`${password}|very-secret`));
  });

  test('what can be set of an object is opened for editing, and no Secret is', async () => {
    const session = await asAdmin();
    const settings = valueOf(await session.getEditable(refOf('v1', 'ConfigMap', 'settings')));
    expect(settings.yaml).toBe(
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  namespace: default\ndata:\n  a: b\n',
    );
    await controlPlane().request('PATCH', `${inDefault}/configmaps/settings`, { data: { a: 'c' } });
    const later = valueOf(await session.getEditable(refOf('v1', 'ConfigMap', 'settings')));
    expect(later.version).not.toBe(settings.version);
    const secret = errorOf(await session.getEditable(refOf('v1', 'Secret', 'login')));
    expect(secret.message).toMatch(/is not opened for editing/);
  });

  test('who may not read it, and what is not there, is told instead of a page', async () => {
    const session = await asUser(controlPlane().tokens.nobody);
    const denied = describe(session, refOf('v1', 'Secret', 'login'));
    await waitUntil('the refusal', () => denied.lease.problem !== undefined);
    expect(denied.lease.problem).toMatchObject({ code: 'forbidden' });
    const missing = describe(await asAdmin(), refOf('v1', 'Secret', 'none'));
    await waitUntil('the look', () => missing.lease.isMissing);
    expect(missing.page()).toBeUndefined();
  });
});

function refOf(apiVersion: string, kind: string, name: string): ResourceRef {
  return { apiVersion, kind, name, namespace: 'default' };
}

function describe(session: ClusterSession, ref: ResourceRef) {
  const lease = session.describe(ref, () => undefined);
  onTestFinished(() => lease.dispose());
  return {
    lease,
    page: () => lease.page,
    untilPage: (what: string, isSo: (page: ObjectPage) => boolean) =>
      waitUntil(what, () => {
        if (lease.page && isSo(lease.page)) return true;
        throw new Error(JSON.stringify(lease.page ?? lease.problem));
      }),
  };
}

function cells(page: ObjectPage | undefined, id: string): string[][] {
  const section = page?.sections.find((one) => one.id === id);
  return (section?.rows ?? []).map((row) => row.map(({ text }) => text));
}

function linkIn(page: ObjectPage | undefined, id: string, at: number) {
  const section = page?.sections.find((one) => one.id === id);
  return section?.rows[at]?.find(({ link }) => link)?.link;
}
