import { expect, test } from 'vitest';
import { memoryCluster } from '../../test/harness/memoryCluster.ts';
import { listResources, readEditable, readObject, readYaml } from './resources.ts';

const map = {
  kind: 'ConfigMap',
  metadata: { name: 'x', resourceVersion: '7', managedFields: [{}] },
  data: { a: 'b' },
};
const ref = { apiVersion: 'v1', kind: 'ConfigMap', name: 'x' };

test('a page of a list is summaries, in the namespace that is asked for', async () => {
  const cluster = memoryCluster(
    { kind: 'Pod', metadata: { name: 'a' }, status: { phase: 'Running' } },
    { kind: 'Pod', metadata: { name: 'b', namespace: 'other' } },
  );
  const pods = { apiVersion: 'v1', kind: 'Pod' };
  const page = await listResources(cluster.context, { ...pods, namespace: 'ns' });
  expect(page).toMatchObject({ value: { items: [{ ref: { name: 'a', namespace: 'ns' } }] } });
  expect(page.ok && Object.keys(page.value)).toEqual(['items']);
  expect(cluster.asked.at(-1)?.path).toMatch(/limit=200/);
  const all = await listResources(cluster.context, { ...pods, limit: 5 });
  expect(all.ok && all.value.items).toHaveLength(2);
  expect(cluster.asked.at(-1)?.path).toMatch(/limit=5/);
});

test('an object is read from its namespace, or from that of the context', async () => {
  const cluster = memoryCluster(map, { kind: 'Node', metadata: { name: 'n' } });
  const { context } = cluster;
  expect(await readObject(context, ref)).toMatchObject({ value: { object: { data: { a: 'b' } } } });
  expect(cluster.asked[0]).toMatchObject({
    ...{ path: '/api/v1/namespaces/ns/configmaps/x', verb: 'get', namespace: 'ns' },
    repeatable: true,
  });
  expect(await readObject(context, { ...ref, namespace: 'o' })).toMatchObject({
    error: { code: 'not-found' },
  });
  await readObject(context, { apiVersion: 'v1', kind: 'Node', name: 'n', namespace: 'ns' });
  expect(cluster.asked.at(-1)?.path).toBe('/api/v1/nodes/n');
});

test('an object as YAML can be read, and edited but for a Secret', async () => {
  const { context } = memoryCluster(map, { kind: 'Secret', metadata: { name: 's' }, data: {} });
  const yaml = await readYaml(context, ref);
  expect(yaml.ok && yaml.value).toMatch(/data:\n {2}a: b/);
  expect(await readEditable(context, ref)).toMatchObject({ value: { version: '7' } });
  const editable = await readEditable(context, ref);
  expect(editable.ok && editable.value.yaml).not.toMatch(/managedFields|resourceVersion/);
  const secret = { apiVersion: 'v1', kind: 'Secret', name: 's' };
  expect(await readEditable(context, secret)).toMatchObject({
    error: { message: expect.stringMatching(/^Secret s is not opened for editing/) },
  });
  expect(await readEditable(context, { ...ref, name: 'y' })).toMatchObject({ ok: false });
});

test('an answer that is no object is the failure of the server', async () => {
  const { context } = memoryCluster();
  const connection = {
    ...context.connection,
    request: (asked: Parameters<typeof context.connection.request>[0]) =>
      asked.path.endsWith('/x')
        ? Promise.resolve({ ok: true as const, value: { status: 200, body: '[]', warnings: [] } })
        : context.connection.request(asked),
  };
  expect(await readObject({ ...context, connection }, ref)).toMatchObject({
    error: { message: expect.stringMatching(/is not a Kubernetes object/) },
  });
});
