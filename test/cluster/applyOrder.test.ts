// A platform in one selection, in any order of its documents: one apply is enough.
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import type { ApplyReport, ClusterSession, Plan } from '../../cluster/api.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const yaml = (...objects: object[]) => objects.map((object) => stringify(object)).join('---\n');

const configMap = (name: string, namespace = 'default', data: object = { a: '1' }) => ({
  ...{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data },
});

const pod = (name: string, namespace: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace },
  spec: { containers: [{ name: 'a', image: 'b' }], ...spec },
});

function definition(group: string, properties: object = { size: { type: 'integer' } }): object {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `widgets.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind: 'Widget', plural: 'widgets', singular: 'widget' },
      versions: [
        {
          ...{ name: 'v1', served: true, storage: true },
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: { spec: { type: 'object', properties } },
            },
          },
        },
      ],
    },
  };
}

const widget = (group: string, name: string, namespace: string, spec: object = { size: 1 }) => ({
  ...{ apiVersion: `${group}/v1`, kind: 'Widget', metadata: { name, namespace }, spec },
});

/** In an order in which everything could be created one by one. */
function platform(namespace: string): object[] {
  const group = `${namespace}.example.com`;
  const meta = (name: string) => ({ name, namespace });
  const rbac = 'rbac.authorization.k8s.io';
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    definition(group),
    {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'StorageClass',
      metadata: { name: namespace },
      provisioner: 'example.com/none',
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: meta('data'),
      spec: {
        storageClassName: namespace,
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '1Gi' } },
      },
    },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta('spark') },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'Role',
      metadata: meta('spark'),
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['*'] }],
    },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'RoleBinding',
      metadata: meta('spark'),
      roleRef: { apiGroup: rbac, kind: 'Role', name: 'spark' },
      subjects: [{ kind: 'ServiceAccount', ...meta('spark') }],
    },
    {
      apiVersion: 'scheduling.k8s.io/v1',
      kind: 'PriorityClass',
      metadata: { name: `${namespace}-high` },
      value: 1000,
    },
    {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: `${namespace}-run` },
      handler: 'runc',
    },
    configMap('conf', namespace),
    pod('one', namespace, { serviceAccountName: 'spark', priorityClassName: `${namespace}-high` }),
    pod('two', namespace, { runtimeClassName: `${namespace}-run` }),
    widget(group, 'job', namespace),
  ];
}

async function planOf(session: ClusterSession, text: string): Promise<Plan> {
  return valueOf(await session.plan(splitManifest(text)));
}

function outcomes({ results }: ApplyReport): string[] {
  return results.map((result) =>
    result.outcome === 'applied' ? `applied ${result.change}` : `${result.outcome}: ${result.text}`,
  );
}

const actions = ({ entries }: Plan) => entries.map(({ action }) => action);
const nameOf = ({ entries }: Plan, index: number) =>
  entries.find((entry) => entry.index === index)?.ref?.name;

await controlPlaneOrSkip('the order of an apply', { nodes: 1 }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));

  test.each<[string, (objects: object[]) => object[]]>([
    ['as it should be', (objects) => objects],
    ['reversed', (objects) => objects.toReversed()],
    [
      'by kind',
      (objects) => objects.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    ],
  ])('a platform arrives in one apply, its documents %s', async (what, sort) => {
    const session = await admin();
    const objects = sort(platform(`order-${what.replaceAll(' ', '-')}`));
    const plan = await planOf(session, yaml(...objects));
    expect(plan.entries.flatMap(({ missingNamespace }) => missingNamespace ?? [])).toEqual([]);
    const report = await session.apply(plan);
    expect(outcomes(report)).toEqual(objects.map(() => 'applied created'));
    expect(report.results.map(({ index }) => index)).toEqual(objects.map((_, index) => index));
  });

  test('classes and accounts of the same plan, in a namespace that exists', async () => {
    const session = await admin();
    const text = yaml(
      pod('classy', 'default', { priorityClassName: 'classy' }),
      pod('running', 'default', { runtimeClassName: 'running' }),
      pod('serving', 'default', { serviceAccountName: 'serving' }),
      {
        apiVersion: 'scheduling.k8s.io/v1',
        kind: 'PriorityClass',
        metadata: { name: 'classy' },
        value: 1,
      },
      {
        apiVersion: 'node.k8s.io/v1',
        kind: 'RuntimeClass',
        metadata: { name: 'running' },
        handler: 'runc',
      },
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'serving', namespace: 'default' },
      },
    );
    const plan = await planOf(session, text);
    expect(actions(plan).slice(0, 3)).toEqual(['create-after', 'create-after', 'create-after']);
    expect(plan.entries[0]?.note).toContain(
      'Sent after PriorityClass classy, which this plan makes',
    );
    expect(outcomes(await session.apply(plan))).toEqual(plan.entries.map(() => 'applied created'));
  });

  test('what is wrong in itself is refused in the plan, although its namespace does not exist yet', async () => {
    const session = await admin();
    const text = yaml(
      pod('good', 'not-yet', { restartPolicy: 'Never' }),
      pod('unknown-field', 'not-yet', { restartPolice: 'Never' }),
      pod('bad-value', 'not-yet', { restartPolicy: 'Sometimes' }),
      configMap('defaults', 'not-yet'),
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'not-yet' } },
    );
    const plan = await planOf(session, text);
    expect(actions(plan)).toEqual(['create-after', 'refused', 'refused', 'create-after', 'create']);
    expect(plan.entries[1]?.error?.causes[0]?.path).toEqual(['spec', 'restartPolice']);
    expect(plan.entries[2]?.error?.message).toContain('Pod bad-value in namespace not-yet');
    expect(plan.entries[3]?.note).toContain('checked in namespace default, and again right before');
    // The preview shows what the server adds, in the namespace that is meant.
    expect(plan.entries[0]?.diff?.after).toContain('dnsPolicy: ClusterFirst');
    expect(plan.entries[0]?.diff?.after).toContain('namespace: not-yet');
    // Nothing of the trial is left.
    const path = '/api/v1/namespaces/default/configmaps/defaults';
    expect((await controlPlane().request('GET', path)).status).toBe(404);
  });

  test('an object of the same name in the namespace of the trial plays no part', async () => {
    const session = await admin();
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'own-place' } };
    await session.apply(await planOf(session, yaml(configMap('twin', 'default', { theirs: '1' }))));
    const plan = await planOf(
      session,
      yaml(namespace, configMap('twin', 'own-place', { ours: '1' })),
    );
    expect(actions(plan)).toEqual(['create', 'create-after']);
    expect(plan.entries[1]?.diff?.after).not.toContain('theirs');
  });

  test('a field that the plan adds to a kind, and room that it adds to a quota', async () => {
    const session = await admin();
    const group = 'grows.example.com';
    const quota = (count: string) => ({
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'room', namespace: 'grows' },
      spec: { hard: { 'count/secrets': count } },
    });
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'grows' } };
    await session.apply(await planOf(session, yaml(namespace, definition(group), quota('0'))));
    const status = () =>
      controlPlane().request('GET', '/api/v1/namespaces/grows/resourcequotas/room');
    await expect
      .poll(async () => (await status()).body.status.hard, { timeout: 30_000 })
      .toBeTruthy();
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', namespace: 'grows' },
    };
    const properties = { size: { type: 'integer' }, colour: { type: 'string' } };
    const plan = await planOf(
      session,
      yaml(
        widget(group, 'red', 'grows', { colour: 'red' }),
        widget(group, 'wrong', 'grows', { color: 'red' }),
        secret,
        definition(group, properties),
        quota('5'),
      ),
    );
    expect(actions(plan)).toEqual([
      'create-after',
      'create-after',
      'create-after',
      'change',
      'change',
    ]);
    const said = outcomes(await session.apply(plan));
    expect(said.map((one) => one.split(':')[0])).toEqual([
      ...['applied created', 'refused', 'applied created', 'applied changed', 'applied changed'],
    ]);
  });

  test('an object that the definition of its own plan does not take is refused before anything is sent', async () => {
    const session = await admin();
    const group = 'held.example.com';
    const plan = await planOf(
      session,
      yaml(
        widget(group, 'fits', 'default'),
        widget(group, 'wrong', 'default', { size: 'ten', colour: 'red' }),
        definition(group),
      ),
    );
    expect(actions(plan)).toEqual(['create-after', 'refused', 'create']);
    expect(plan.entries[1]?.error?.message).toBe(
      `Widget wrong in namespace default does not fit CustomResourceDefinition widgets.${group} of this plan: spec.size: It has to be a whole number, and is a text; spec.colour: The definition does not have this field`,
    );
    const said = outcomes(await session.apply(plan));
    expect(said.map((one) => one.split(':')[0])).toEqual([
      ...['applied created', 'refused', 'applied created'],
    ]);
  });

  test('a kind whose names are taken is not waited for, and its objects say why', async () => {
    const session = await admin();
    const taken = definition('taken.example.com') as {
      metadata: object;
      spec: { group: string; names: object };
    };
    await session.apply(await planOf(session, yaml(taken)));
    const plan = await planOf(
      session,
      yaml(
        {
          apiVersion: 'taken.example.com/v1',
          kind: 'Gadget',
          metadata: { name: 'g', namespace: 'default' },
        },
        {
          ...taken,
          metadata: { name: 'gadgets.taken.example.com' },
          spec: { ...taken.spec, names: { kind: 'Gadget', plural: 'gadgets', singular: 'widget' } },
        },
      ),
    );
    const [gadget] = (await session.apply(plan)).results;
    expect(gadget?.outcome).toBe('not-sent');
    expect(gadget?.text).toContain('is not served, because its names are taken');
  });

  test('documents that refer to each other in a circle are told, and applied', async () => {
    const session = await admin();
    const group = 'circle.example.com';
    const ref = {
      type: 'object',
      properties: { kind: { type: 'string' }, name: { type: 'string' } },
    };
    await session.apply(await planOf(session, yaml(definition(group, { ref }))));
    const to = (name: string) => ({ ref: { kind: 'Widget', name } });
    const circle = () =>
      planOf(
        session,
        yaml(
          widget(group, 'one', 'default', to('two')),
          widget(group, 'two', 'default', to('one')),
        ),
      );
    await expect
      .poll(async () => actions(await circle()), { timeout: 30_000 })
      .toEqual(['create', 'create']);
    const plan = await circle();
    expect(plan.entries[1]?.note).toBe(
      'Refers to Widget one in namespace default, which refers back to it; this one is sent first',
    );
    expect(plan.order.map((index) => nameOf(plan, index))).toEqual(['two', 'one']);
    expect(outcomes(await session.apply(plan))).toEqual(['applied created', 'applied created']);
  });
});
