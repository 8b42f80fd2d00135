// What can be done to objects beside an apply, against a real API server and real controllers.
import { expect, test } from 'vitest';
import type { ActionId, ActionInput } from '../../cluster/actionsApi.ts';
import type { ClusterSession, ResourceRef } from '../../cluster/api.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { installKnownKinds } from '../harness/installKnownKinds.ts';
import { errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';

const container = { name: 'main', image: 'busybox:1.36' };
const podTemplate = {
  metadata: { labels: { app: 'acted' }, annotations: { kept: 'yes' } },
  spec: { containers: [container], restartPolicy: 'Always' },
};
const workload = {
  replicas: 2,
  selector: { matchLabels: { app: 'acted' } },
  template: podTemplate,
};
const jobTemplate = {
  metadata: { labels: { team: 'data' } },
  spec: { template: { spec: { containers: [container], restartPolicy: 'Never' } } },
};
const cronJob = { schedule: '0 3 * * *', jobTemplate };

await controlPlaneOrSkip('actions on a real control plane', { nodes: 1 }, (controlPlane) => {
  const paths: Readonly<Record<string, string>> = {
    Deployment: '/apis/apps/v1/namespaces/default/deployments',
    StatefulSet: '/apis/apps/v1/namespaces/default/statefulsets',
    ConfigMap: '/api/v1/namespaces/default/configmaps',
    CronJob: '/apis/batch/v1/namespaces/default/cronjobs',
    Job: '/apis/batch/v1/namespaces/default/jobs',
    Node: '/api/v1/nodes',
    ScheduledSparkApplication:
      '/apis/sparkoperator.k8s.io/v1beta2/namespaces/default/scheduledsparkapplications',
    SparkApplication: '/apis/sparkoperator.k8s.io/v1beta2/namespaces/default/sparkapplications',
  };
  const apiVersions: Readonly<Record<string, string>> = {
    Deployment: 'apps/v1',
    StatefulSet: 'apps/v1',
    CronJob: 'batch/v1',
    ScheduledSparkApplication: 'sparkoperator.k8s.io/v1beta2',
  };
  const refOf = (kind: string, name: string): ResourceRef => ({
    apiVersion: apiVersions[kind] ?? 'v1',
    ...{ kind, name },
    ...(kind !== 'Node' && { namespace: 'default' }),
  });
  const make = async (kind: string, name: string, spec: object): Promise<void> => {
    const body = { apiVersion: apiVersions[kind] ?? 'v1', kind, metadata: { name }, spec };
    const { status, body: answer } = await controlPlane().request('POST', paths[kind] ?? '', body);
    expect([status, (answer as { message?: string }).message]).toEqual([201, undefined]);
  };
  const live = async (kind: string, name: string) =>
    (await controlPlane().request('GET', `${paths[kind]}/${name}`)).body as unknown as {
      metadata: { uid: string; annotations?: object; labels?: object; ownerReferences?: object[] };
      spec: Record<string, unknown> & { template: typeof podTemplate };
    };
  const session = (user: 'admin' | 'viewer' = 'admin'): Promise<ClusterSession> =>
    sessionFor(kubeconfigFor(controlPlane(), { token: controlPlane().tokens[user] }));
  const done = async (id: ActionId, ref: ResourceRef, input?: ActionInput) => {
    const { actions } = await session();
    const before = JSON.stringify((await live(ref.kind, ref.name)).spec);
    const plan = valueOf(await actions.plan(id, { ref }, input));
    expect(JSON.stringify((await live(ref.kind, ref.name)).spec)).toBe(before);
    valueOf(await actions.run(plan));
    return plan;
  };
  const offered = async (kind: string, name: string) => {
    const { apiVersion } = refOf(kind, name);
    const page = valueOf(await (await session()).list({ apiVersion, kind }));
    return page.items.find(({ ref }) => ref.name === name)?.actions;
  };

  test('what has a number of replicas is scaled, and told from which number to which', async () => {
    await make('Deployment', 'scaled', workload);
    expect(await offered('Deployment', 'scaled')).toEqual(['scale', 'restart', 'rollBack']);
    const { actions } = await session();
    const ref = refOf('Deployment', 'scaled');
    expect(valueOf(await actions.replicasOf({ ref }))).toBe(2);
    const plan = await done('scale', ref, { replicas: 0 });
    expect(plan.lines).toEqual(['replicas: 2 → 0']);
    expect(valueOf(await actions.replicasOf({ ref }))).toBe(0);
    for (const replicas of [-1, 1.5, 2 ** 31])
      expect(errorOf(await actions.plan('scale', { ref }, { replicas })).message).toMatch(
        /^Replicas are a whole number/,
      );
  });

  test('what has none is not, and nobody changes an object that was made anew', async () => {
    const { request } = controlPlane();
    await request('POST', paths.ConfigMap ?? '', { metadata: { name: 'unscaled' } });
    expect(await offered('ConfigMap', 'unscaled')).toBeUndefined();
    const { actions } = await session();
    const ref = refOf('ConfigMap', 'unscaled');
    expect(errorOf(await actions.plan('scale', { ref }, { replicas: 1 })).message).toBe(
      'ConfigMap unscaled has no number of replicas that could be set',
    );
    expect(errorOf(await actions.plan('restart', { ref })).message).toMatch(/^It is not known how/);
    const uid = 'another';
    expect(errorOf(await actions.plan('restart', { ref, uid })).code).toBe('conflict');

    await make('StatefulSet', 'anew', { ...workload, replicas: 0, serviceName: 'acted' });
    const plan = valueOf(await actions.plan('restart', { ref: refOf('StatefulSet', 'anew') }));
    await request('DELETE', `${paths.StatefulSet}/anew`);
    await make('StatefulSet', 'anew', { ...workload, replicas: 0, serviceName: 'acted' });
    expect(errorOf(await actions.run(plan)).code).toBe('conflict');
    expect((await live('StatefulSet', 'anew')).spec.template.metadata.annotations).toEqual({
      kept: 'yes',
    });
  });

  test('a restart begins the pods anew as kubectl does, and keeps what stands in the template', async () => {
    await make('StatefulSet', 'restarted', { ...workload, replicas: 0, serviceName: 'acted' });
    const plan = await done('restart', refOf('StatefulSet', 'restarted'));
    expect(plan.lines[0]).toMatch(
      /^spec\.template\.metadata\.annotations\["kubectl\.kubernetes\.io\/restartedAt"\]: not set → \d{4}-/,
    );
    expect((await live('StatefulSet', 'restarted')).spec.template.metadata.annotations).toEqual({
      kept: 'yes',
      'kubectl.kubernetes.io/restartedAt': expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/),
    });
  });

  test('a cron job is suspended, resumed and run now; the job is its own', async () => {
    await make('CronJob', 'nightly', cronJob);
    expect(await offered('CronJob', 'nightly')).toEqual(['suspend', 'runNow']);
    const ref = refOf('CronJob', 'nightly');
    expect((await done('suspend', ref)).lines).toEqual(['spec.suspend: false → true']);
    expect(await offered('CronJob', 'nightly')).toEqual(['resume', 'runNow']);
    await done('resume', ref);
    expect((await live('CronJob', 'nightly')).spec.suspend).toBe(false);

    const plan = await done('runNow', ref);
    const [, name = ''] = /^Job (nightly-\w+) is made from/.exec(plan.lines[0] ?? '') ?? [];
    const job = await live('Job', name);
    const { uid } = (await live('CronJob', 'nightly')).metadata;
    expect(job.metadata).toMatchObject({
      labels: { team: 'data' },
      annotations: { 'cronjob.kubernetes.io/instantiate': 'manual' },
      ownerReferences: [{ kind: 'CronJob', name: 'nightly', uid, controller: true }],
    });
    expect(job.spec.template.spec.containers).toMatchObject([container]);
  });

  test('a node takes no pods, and takes them again', async () => {
    const { body } = await controlPlane().request('GET', '/api/v1/nodes');
    const { name } = (body as { items: { metadata: { name: string } }[] }).items[0]!.metadata;
    expect(await offered('Node', name)).toEqual(['cordon', 'drain']);
    await done('cordon', refOf('Node', name));
    expect((await live('Node', name)).spec.unschedulable).toBe(true);
    expect(await offered('Node', name)).toEqual(['uncordon', 'drain']);
    await done('uncordon', refOf('Node', name));
    expect((await live('Node', name)).spec.unschedulable).toBeUndefined();
  });

  test('kinds of operators are acted on as their facts say', async () => {
    const spec = {
      schedule: '@daily',
      template: {
        type: 'Python',
        mode: 'cluster',
        sparkVersion: '4.0.0',
        mainApplicationFile: 'local:///a.py',
        driver: {},
        executor: {},
      },
    };
    const kinds = ['ScheduledSparkApplication', 'SparkApplication'].map(
      (kind) => `apiVersion: sparkoperator.k8s.io/v1beta2\nkind: ${kind}\nmetadata: { name: a }\n`,
    );
    await installKnownKinds(controlPlane(), kinds);
    await make('ScheduledSparkApplication', 'daily', spec);
    const ref = refOf('ScheduledSparkApplication', 'daily');
    expect(await offered('ScheduledSparkApplication', 'daily')).toEqual(['suspend', 'runNow']);
    await done('suspend', ref);
    expect((await live('ScheduledSparkApplication', 'daily')).spec.suspend).toBe(true);
    const plan = await done('runNow', ref);
    const [, name = ''] = /^SparkApplication (daily-\w+) is/.exec(plan.lines[0] ?? '') ?? [];
    const run = await live('SparkApplication', name);
    expect(run.spec).toMatchObject({ type: 'Python', sparkVersion: '4.0.0' });
    expect(run.metadata.labels).toEqual({ 'sparkoperator.k8s.io/scheduled-app-name': 'daily' });
  });

  test('who may not is told so by the plan, and nothing is changed', async () => {
    await make('Deployment', 'refused', { ...workload, replicas: 0 });
    const { actions } = await session('viewer');
    const error = errorOf(await actions.plan('restart', { ref: refOf('Deployment', 'refused') }));
    expect(error).toMatchObject({ code: 'forbidden', verb: 'patch' });
    expect(error.message).toContain('may not patch deployments in namespace default');
  });
});
