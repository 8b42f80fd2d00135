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
    await claim.untilPage('its volume', (page) => cells(page, 'named')[0]?.[0] === 'bound to');
    expect(cells(claim.page(), 'facts')).toContainEqual(['Storage class', 'standard']);
  });

  test('a claim says where its data is and what becomes of it, or why it waits', async () => {
    const specOf = (storageClassName: string) => ({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '1Gi' } },
      storageClassName,
    });
    const claims = `${inDefault}/persistentvolumeclaims`;
    const { request } = controlPlane();
    await create(claims, { metadata: { name: 'stored' }, spec: specOf('standard') });
    await create(claims, { metadata: { name: 'misspelt' }, spec: specOf('standart') });
    await create(claims, { metadata: { name: 'by-hand' }, spec: specOf('') });
    const { body } = await request('GET', '/apis/storage.k8s.io/v1/storageclasses/standard');
    await create('/apis/storage.k8s.io/v1/storageclasses', {
      metadata: { name: 'later' },
      provisioner: body.provisioner,
      volumeBindingMode: 'WaitForFirstConsumer',
    });
    await create(claims, { metadata: { name: 'unused' }, spec: specOf('later') });
    const session = await asAdmin();
    const storageOf = async (name: string, isSo: (rows: string[][]) => boolean) => {
      const claim = describe(session, refOf('v1', 'PersistentVolumeClaim', name));
      await claim.untilPage('its storage', (page) => isSo(cells(page, 'storage')));
      return cells(claim.page(), 'storage');
    };
    const waits = async (name: string) =>
      (await storageOf(name, (rows) => rows[0]?.[0] === 'Why it waits'))[0]?.[1];
    expect(await waits('misspelt')).toMatch(
      /^There is no class standart\. The cluster has .*standard/,
    );
    expect(await waits('by-hand')).toMatch(
      /^It wants no class: only a volume that is made by hand/,
    );
    expect(await waits('unused')).toBe(
      'Class later makes a volume once a pod uses the claim, and none does yet',
    );
    await create(`${inDefault}/pods`, {
      metadata: { name: 'stores' },
      spec: {
        containers: [{ name: 'main', image: 'busybox:1.36' }],
        volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'stored' } }],
      },
    });
    const rows = await storageOf('stored', (found) =>
      found.some(([name]) => name === 'Reclaim policy'),
    );
    expect(Object.fromEntries(rows)).toMatchObject({
      'Bound to': expect.stringMatching(/^volume pvc-/),
      'Size of the volume': '1Gi',
      'Reclaim policy': 'Delete: the data goes with the claim',
      Class: 'standard',
    });
  });

  test('what an object owns over all steps is on its page, and what its pods hold', async () => {
    await create('/apis/batch/v1/namespaces/default/cronjobs', {
      metadata: { name: 'nightly' },
      spec: {
        schedule: '0 3 * * *',
        jobTemplate: {
          spec: {
            template: {
              spec: {
                restartPolicy: 'Never',
                containers: [
                  {
                    ...{ name: 'main', image: 'report:7' },
                    envFrom: [{ configMapRef: { name: 'settings' } }],
                  },
                ],
              },
            },
          },
        },
      },
    });
    const session = await asAdmin();
    const ref = refOf('batch/v1', 'CronJob', 'nightly');
    valueOf(await session.actions.run(valueOf(await session.actions.plan('runNow', { ref }))));
    await waitUntil('the pod of the job', async () => {
      const { body } = await controlPlane().request('GET', `${inDefault}/pods`);
      return body.items.some((pod: { metadata: { name: string } }) =>
        pod.metadata.name.startsWith('nightly-'),
      );
    });
    const page = describe(session, ref);
    await page.untilPage('job and pod', (now) => {
      const kinds = cells(now, 'related').map(([kind]) => kind);
      return kinds.includes('Job') && kinds.includes('Pod');
    });
    expect(cells(page.page(), 'containers')[0]?.slice(0, 2)).toEqual(['main', 'report:7']);
    expect(cells(page.page(), 'named')).toContainEqual(['variables of main', 'ConfigMap settings']);
  });

  test('who names an object is on its page: the workload, not each of its pods', async () => {
    await create('/apis/networking.k8s.io/v1/namespaces/default/ingresses', {
      metadata: { name: 'door' },
      spec: { defaultBackend: { service: { name: 'web', port: { number: 80 } } } },
    });
    const session = await asAdmin();
    const settings = describe(session, refOf('v1', 'ConfigMap', 'settings'));
    await settings.untilPage('its users', (page) => cells(page, 'usedBy').length > 1);
    expect(cells(settings.page(), 'usedBy')).toEqual([
      ['variables of main', 'Deployment web'],
      ['variables of main', 'CronJob nightly'],
    ]);
    const service = describe(session, refOf('v1', 'Service', 'web'));
    await service.untilPage('its door', (page) => cells(page, 'usedBy').length > 0);
    expect(cells(service.page(), 'usedBy')).toEqual([['leads to', 'Ingress door']]);
    const door = describe(session, refOf('networking.k8s.io/v1', 'Ingress', 'door'));
    await door.untilPage('its Service', (page) => cells(page, 'named').length > 0);
    expect(cells(door.page(), 'named')).toEqual([['leads to', 'Service web']]);
    const viewer = await asUser(controlPlane().tokens.viewer);
    const unused = describe(viewer, refOf('v1', 'ServiceAccount', 'default'));
    await unused.untilPage('nobody', (page) => page.sections.some(({ id }) => id === 'usedBy'));
  });

  test('who begins to use an object and who stops is told while its page is open', async () => {
    const session = await asAdmin();
    const claim = describe(session, refOf('v1', 'PersistentVolumeClaim', 'unused'));
    const mounts = () => cells(claim.page(), 'related').map(([as, name]) => `${as} ${name}`);
    await claim.untilPage('that nothing uses it', ({ sections }) =>
      sections.some(({ id, note }) => id === 'usedBy' && note?.startsWith('Nothing')),
    );
    const spec = {
      containers: [{ name: 'main', image: 'busybox:1.36' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'unused' } }],
    };
    await create(`${inDefault}/pods`, { metadata: { name: 'begins' }, spec });
    await claim.untilPage('the pod', () => mounts().includes('mounted by begins'));
    await claim.untilPage(
      'another reason',
      (page) => cells(page, 'storage')[0]?.[1]?.includes('none does yet') === false,
    );
    const jobs = '/apis/batch/v1/namespaces/default/cronjobs';
    const template = { spec: { ...spec, restartPolicy: 'Never' } };
    await create(jobs, {
      metadata: { name: 'uses' },
      spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template } } },
    });
    await claim.untilPage('the schedule', (page) => cells(page, 'usedBy').length > 0);
    expect(cells(claim.page(), 'usedBy')).toEqual([['volume data', 'CronJob uses']]);
    await controlPlane().request('DELETE', `${jobs}/uses`);
    await controlPlane().request('DELETE', `${inDefault}/pods/begins`, { gracePeriodSeconds: 0 });
    await claim.untilPage('their end', ({ sections }) => {
      const usedBy = sections.find(({ id }) => id === 'usedBy');
      return mounts().length === 0 && usedBy?.rows.length === 0;
    });
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
