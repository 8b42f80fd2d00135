// Fields that an earlier `kubectl apply` set and the manifest has no more: shown, kept or removed as one chooses.
// What kubectl does on the wire is done here by hand: a POST by its field manager, with its annotation.
import { expect, test } from 'vitest';
import { parseManifest, splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const record = 'kubectl.kubernetes.io/last-applied-configuration';
const deployments = '/apis/apps/v1/namespaces/default/deployments';

const deployment = (name: string, spec: string, container: string) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name}, namespace: default }
spec:
  selector: { matchLabels: { app: web } }
${spec}  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - { name: side, image: "side:1", ports: [{ containerPort: 80 }] }
        - { name: main, image: "main:1"${container} }
`;
const rich = (name: string) =>
  deployment(
    name,
    '  replicas: 2\n  progressDeadlineSeconds: 600\n',
    ', workingDir: /work, env: [{ name: OLD, value: "1" }]',
  );
const poor = (name: string) => deployment(name, '', '');

await controlPlaneOrSkip('what kubectl apply left', { apiServerOnly: true }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
  /** `kubectl apply` of an object that is not there yet. */
  const kubectlApply = async (text: string, path: string) => {
    const object = parseManifest(text) as { metadata: object };
    const annotations = { [record]: JSON.stringify(object) };
    const made = await controlPlane().request(
      'POST',
      `${path}?fieldManager=kubectl-client-side-apply`,
      { ...object, metadata: { ...object.metadata, annotations } },
    );
    expect(made.status).toBe(201);
  };
  const live = async (name: string, path = deployments) =>
    (await controlPlane().request('GET', `${path}/${name}`)).body;
  const planOf = async (text: string, removeLeft: number[] = []) => {
    const session = await admin();
    const plan = valueOf(await session.plan(splitManifest(text), { removeLeft }));
    return { session, plan };
  };

  test('they are told by their places, and what the server sets anew to the same is not', async () => {
    await kubectlApply(rich('told'), deployments);
    const { plan } = await planOf(poor('told'));
    const [entry] = plan.entries;
    expect(entry?.left).toEqual({
      by: 'kubectl apply',
      fields: [
        'spec.replicas',
        'spec.template.spec.containers[name="main"].env',
        'spec.template.spec.containers[name="main"].workingDir',
      ],
      isRemoved: false,
    });
    expect(entry?.action).toBe('unchanged');
  });

  test('kept they stay, removed they go as the preview shows, and kubectl owns nothing more', async () => {
    await kubectlApply(rich('removed'), deployments);
    const { session, plan } = await planOf(poor('removed'));
    await session.apply(plan);
    expect((await live('removed')).spec.replicas).toBe(2);

    const again = await planOf(poor('removed'), [0]);
    const [entry] = again.plan.entries;
    expect(entry).toMatchObject({ action: 'change', left: { isRemoved: true } });
    expect(entry?.diff?.before).toContain('workingDir: /work');
    expect(entry?.diff?.after).toContain('replicas: 1\n');
    expect(entry?.diff?.after).not.toMatch(/workingDir|OLD/);
    expect((await live('removed')).spec.replicas).toBe(2);

    const { results } = await again.session.apply(again.plan);
    expect(results[0]).toMatchObject({ outcome: 'applied', change: 'changed' });
    const after = await live('removed');
    expect(after.spec.replicas).toBe(1);
    expect(after.spec.template.spec.containers.map(Object.keys).flat()).not.toContain('env');
    expect(after.metadata.annotations?.[record]).toBeUndefined();
    expect(after.metadata.managedFields).toMatchObject([
      { manager: 'data-platform-manifests', operation: 'Apply' },
    ]);
    const done = (await planOf(poor('removed'))).plan.entries[0];
    expect(done).toMatchObject({ action: 'unchanged' });
    expect(done?.left).toBeUndefined();
  });

  test('what others own as well stays, and an item of a list that nobody has goes whole', async () => {
    const service = (ports: string) =>
      `apiVersion: v1\nkind: Service\nmetadata: { name: left, namespace: default, labels: { team: a } }\nspec: { selector: { app: a, tier: b }, ports: [${ports}] }\n`;
    const services = '/api/v1/namespaces/default/services';
    await kubectlApply(service('{ name: http, port: 80 }, { name: admin, port: 9000 }'), services);
    await controlPlane().request(
      'PATCH',
      `${services}/left?fieldManager=other`,
      '{"apiVersion":"v1","kind":"Service","metadata":{"name":"left","labels":{"team":"a"}}}',
      { contentType: 'application/apply-patch+yaml' },
    );
    const manifest = service('{ name: http, port: 80 }').replace(', labels: { team: a }', '');
    const { session, plan } = await planOf(manifest, [0]);
    expect(plan.entries[0]?.left?.fields).toEqual(['spec.ports[port=9000,protocol="TCP"]']);
    const report = await session.apply(plan);
    expect(report.results[0]).toMatchObject({ outcome: 'applied', change: 'changed' });
    const after = await live('left', services);
    expect(after.metadata.labels).toEqual({ team: 'a' });
    expect(after.spec.ports).toMatchObject([{ name: 'http' }]);
    expect(after.spec.ports).toHaveLength(1);
  });

  test('they go from an exported manifest as well, which names the version of the object', async () => {
    await kubectlApply(rich('exported'), deployments);
    const { metadata } = await live('exported');
    const text = poor('exported').replace(
      'name: exported,',
      `name: exported, uid: ${metadata.uid}, resourceVersion: "${metadata.resourceVersion}",`,
    );
    const { session, plan } = await planOf(text, [0]);
    const { results } = await session.apply(plan);
    expect(results[0]).toMatchObject({ outcome: 'applied', change: 'changed' });
    expect(results[0]).not.toHaveProperty('isIncomplete');
    expect((await live('exported')).spec.replicas).toBe(1);
  });

  test('a status that changes all the time does not keep them from being told', async () => {
    await kubectlApply(rich('busy'), deployments);
    let isOver = false;
    let turns = 0;
    const writing = (async () => {
      while (!isOver) {
        await controlPlane().request(
          'PATCH',
          `${deployments}/busy/status`,
          JSON.stringify({ status: { observedGeneration: ++turns } }),
          { contentType: 'application/merge-patch+json' },
        );
      }
    })();
    const told = [];
    for (let turn = 0; turn < 10; turn++) {
      told.push((await planOf(poor('busy'))).plan.entries[0]?.left);
    }
    isOver = true;
    await writing;
    expect(turns).toBeGreaterThan(10);
    expect(told.map((left) => [left?.fields.length, left?.error])).toEqual(
      told.map(() => [3, undefined]),
    );
  });

  test('no more goes than the preview showed: what kubectl applied meanwhile makes it stop and say so', async () => {
    await kubectlApply(rich('meanwhile'), deployments);
    const { session, plan } = await planOf(poor('meanwhile'), [0]);
    await controlPlane().request(
      'PATCH',
      `${deployments}/meanwhile?fieldManager=kubectl-client-side-apply`,
      JSON.stringify({
        metadata: {
          annotations: { more: 'x', [record]: '{"metadata":{"annotations":{"more":"x"}}}' },
        },
      }),
      { contentType: 'application/merge-patch+json' },
    );
    const { results } = await session.apply(plan);
    expect(results[0]).toMatchObject({ outcome: 'applied', isIncomplete: true });
    expect(results[0]?.text).toContain('metadata.annotations.more would go as well');
    const after = await live('meanwhile');
    expect(after.metadata.annotations.more).toBe('x');
    expect(after.spec.replicas).toBe(2);
  });

  test('an object that the server refuses without them is told so, and nothing goes', async () => {
    const secret = (data: string) =>
      `apiVersion: v1\nkind: Secret\nmetadata: { name: tls, namespace: default }\ntype: kubernetes.io/tls\n${data}`;
    const secrets = '/api/v1/namespaces/default/secrets';
    await kubectlApply(secret('data: { tls.crt: eA==, tls.key: eQ== }\n'), secrets);
    const { plan } = await planOf(secret(''), [0]);
    expect(plan.entries[0]).toMatchObject({
      action: 'unchanged',
      left: { fields: ['data'], isRemoved: false, error: { code: 'invalid' } },
    });
  });

  test('a key that an earlier apply of ours sent as stringData is left too, and goes when asked', async () => {
    const secrets = '/api/v1/namespaces/default/secrets';
    await controlPlane().request(
      'PATCH',
      `${secrets}/old-way?fieldManager=data-platform-manifests`,
      '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"old-way"},"stringData":{"user":"ann","old":"hunter22"}}',
      { contentType: 'application/apply-patch+yaml' },
    );
    const text =
      'apiVersion: v1\nkind: Secret\nmetadata: { name: old-way }\nstringData: { user: ann }\n';
    const { session, plan } = await planOf(text, [0]);
    expect(plan.entries[0]?.left).toEqual({
      by: 'an earlier apply',
      fields: ['data.old'],
      isRemoved: true,
    });
    await session.apply(plan);
    expect(Object.keys((await live('old-way', secrets)).data as object)).toEqual(['user']);
  });

  /** `kubectl apply --server-side`. */
  const kubectlServerSide = async (text: string, path: string, manager = 'kubectl') => {
    const object = parseManifest(text) as { metadata: { name: string } };
    const { status } = await controlPlane().request(
      'PATCH',
      `${path}/${object.metadata.name}?fieldManager=${manager}`,
      JSON.stringify(object),
      { contentType: 'application/apply-patch+yaml' },
    );
    expect([200, 201]).toContain(status);
  };
  const configMap = (name: string, data: string, more = '') =>
    `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: ${data}\n`;
  const configMaps = '/api/v1/namespaces/default/configmaps';

  test('what kubectl apply --server-side left is told as that, kept or removed', async () => {
    await kubectlServerSide(
      configMap('server-side', '{ a: "1", b: "2" }', ', labels: { l: x }'),
      configMaps,
    );
    const text = configMap('server-side', '{ a: "1" }');
    const kept = await planOf(text);
    expect(kept.plan.entries[0]).toMatchObject({
      action: 'unchanged',
      left: {
        by: 'kubectl apply --server-side',
        fields: ['data.b', 'metadata.labels'],
        isRemoved: false,
      },
    });
    const { session, plan } = await planOf(text, [0]);
    expect(plan.entries[0]).toMatchObject({ action: 'change', left: { isRemoved: true } });
    const { results } = await session.apply(plan);
    expect(results[0]).toMatchObject({ outcome: 'applied', change: 'changed' });
    const after = await live('server-side', configMaps);
    expect(after.data).toEqual({ a: '1' });
    expect(after.metadata.labels).toBeUndefined();
    expect(after.metadata.managedFields).toMatchObject([
      { manager: 'data-platform-manifests', operation: 'Apply' },
    ]);
    const done = (await planOf(text)).plan.entries[0];
    expect(done).toMatchObject({ action: 'unchanged' });
    expect(done?.left).toBeUndefined();
  });

  test('what somebody else applies on the server side is theirs, and what kubectl shares with them stays', async () => {
    await kubectlServerSide(configMap('shared', '{ a: "1", b: "2" }'), configMaps);
    await kubectlServerSide(configMap('shared', '{ b: "2", c: "3" }'), configMaps, 'flux');
    const { plan } = await planOf(configMap('shared', '{ a: "1" }'));
    expect(plan.entries[0]?.left).toBeUndefined();
  });

  test('what kubectl applied on the server side and is in the way is offered to go', async () => {
    const env = (source: string) => deployment('way', '', `, env: [{ name: A, ${source} }]`);
    await kubectlServerSide(env('value: x'), deployments);
    const text = env('valueFrom: { secretKeyRef: { name: s, key: k } }');
    expect((await planOf(text)).plan.entries[0]).toMatchObject({
      action: 'refused',
      left: { by: 'kubectl apply --server-side', isInTheWay: true },
    });
    const { session, plan } = await planOf(text, [0]);
    expect((await session.apply(plan)).results[0]).toMatchObject({ outcome: 'applied' });
    const { containers } = (await live('way')).spec.template.spec;
    expect(containers[1].env).toEqual([
      { name: 'A', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
    ]);
  });
});
