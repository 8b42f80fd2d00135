// What `kubectl apply` left makes the object invalid together with what the manifest wants: taken over first, it goes.
// What kubectl does on the wire is done here by hand: a POST by its field manager, with its annotation.
import { expect, test } from 'vitest';
import { parseManifest, splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const record = 'kubectl.kubernetes.io/last-applied-configuration';
const pathOf = (kind: string) =>
  ({
    Deployment: '/apis/apps/v1/namespaces/default/deployments',
    Service: '/api/v1/namespaces/default/services',
    ConfigMap: '/api/v1/namespaces/default/configmaps',
  })[kind] ?? '';

const deployment = (name: string, container: string, spec = '', pod = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${name} }\nspec:\n  selector: { matchLabels: { a: b } }\n${spec}  template:\n    metadata: { labels: { a: b } }\n    spec:\n      containers: [{ name: c, image: i${container} }]\n${pod}`;
const volume = (source: string) => `      volumes: [{ name: v, ${source} }]\n`;
const service = (port: number) =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: port }\nspec: { selector: { a: b }, ports: [{ name: http, port: ${port} }] }\n`;
const configMap = (data: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: data }\n${data}\n`;

await controlPlaneOrSkip('what is in the way', { apiServerOnly: true }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
  /** `kubectl apply` of an object that is not there yet; the path of the object. */
  const kubectlApply = async (text: string) => {
    const object = parseManifest(text) as { kind: string; metadata: { name: string } };
    const annotations = { [record]: JSON.stringify(object) };
    const path = pathOf(object.kind);
    const made = await controlPlane().request(
      'POST',
      `${path}?fieldManager=kubectl-client-side-apply`,
      { ...object, metadata: { ...object.metadata, annotations } },
    );
    expect(made.status).toBe(201);
    return `${path}/${object.metadata.name}`;
  };
  const planOf = async (text: string, removeLeft: number[] = [], force: number[] = []) => {
    const session = await admin();
    const plan = valueOf(await session.plan(splitManifest(text), { removeLeft, force }));
    return { session, plan, entry: plan.entries[0] };
  };
  const live = async (path: string) => (await controlPlane().request('GET', path)).body;

  test.each<[string, string, string, string]>([
    [
      'a variable with value that gets valueFrom',
      deployment('env', ', env: [{ name: A, value: x }]'),
      deployment('env', ', env: [{ name: A, valueFrom: { secretKeyRef: { name: s, key: k } } }]'),
      'spec.template.spec.containers[name="c"].env[name="A"].value',
    ],
    [
      'a volume of another source',
      deployment('volume', '', '', volume('emptyDir: {}')),
      deployment('volume', '', '', volume('configMap: { name: c }')),
      'spec.template.spec.volumes[name="v"].emptyDir',
    ],
    [
      'a probe of another sort',
      deployment('probe', ', livenessProbe: { httpGet: { path: /, port: 80 } }'),
      deployment('probe', ', livenessProbe: { tcpSocket: { port: 80 } }'),
      'spec.template.spec.containers[name="c"].livenessProbe.httpGet',
    ],
    [
      'a port of a Service with another number',
      service(80),
      service(81),
      'spec.ports[port=80,protocol="TCP"]',
    ],
    [
      'a strategy without rolling update',
      deployment(
        'strategy',
        '',
        '  strategy: { type: RollingUpdate, rollingUpdate: { maxSurge: 2 } }\n',
      ),
      deployment('strategy', '', '  strategy: { type: Recreate }\n'),
      'spec.strategy.rollingUpdate',
    ],
    [
      'a strategy that the server filled in',
      deployment('default', ''),
      deployment('default', '', '  strategy: { type: Recreate }\n'),
      'spec.strategy.rollingUpdate',
    ],
    [
      'a key that moves from data to binaryData',
      configMap('data: { a: x }'),
      configMap('binaryData: { a: eA== }'),
      'data',
    ],
  ])('%s: offered, shown, and applied', async (_what, before, manifest, place) => {
    const path = await kubectlApply(before);
    const old = await live(path);
    const refused = await planOf(manifest, [], [0]);
    expect(refused.entry).toMatchObject({
      action: 'refused',
      error: { code: 'invalid' },
      left: { by: 'kubectl apply', fields: [place], isRemoved: false, isInTheWay: true },
    });
    expect(refused.entry?.error?.message).toContain(
      `${place}, left by kubectl apply, is in the way: the manifest has it no more`,
    );
    const { session, plan, entry } = await planOf(manifest, [0], [0]);
    expect(entry).toMatchObject({ action: 'change', left: { isRemoved: true } });
    expect(entry?.diff?.before).not.toBe(entry?.diff?.after);
    expect((await live(path)).metadata.resourceVersion).toBe(old.metadata.resourceVersion);

    const { results } = await session.apply(plan, { force: [0] });
    expect(results[0]).toMatchObject({ outcome: 'applied', change: 'changed' });
    const after = await live(path);
    expect(after.metadata.managedFields).toMatchObject([
      { manager: 'data-platform-manifests', operation: 'Apply' },
    ]);
    const done = (await planOf(manifest)).entry;
    expect(done).toMatchObject({ action: 'unchanged' });
    expect(done?.left).toBeUndefined();
    // The preview showed what came about.
    expect(done?.diff?.before).toBe(entry?.diff?.after);
  });

  test('what is refused without it as well is refused, and nothing is offered', async () => {
    await kubectlApply(deployment('wrong', ', env: [{ name: A, value: x }]'));
    const { entry } = await planOf(
      deployment('wrong', ', env: [{ name: "=", valueFrom: { fieldRef: { fieldPath: x } } }]'),
    );
    expect(entry).toMatchObject({ action: 'refused', error: { code: 'invalid' } });
    expect(entry?.left).toBeUndefined();
  });

  test('no more goes than the preview showed, and then nothing is sent', async () => {
    const path = await kubectlApply(
      configMap('data: { a: x }').replace('name: data', 'name: more'),
    );
    const manifest = configMap('binaryData: { a: eA== }').replace('name: data', 'name: more');
    const { session, plan } = await planOf(manifest, [0]);
    const more = { metadata: { labels: { more: 'x' } } };
    await controlPlane().request(
      'PATCH',
      `${path}?fieldManager=kubectl-client-side-apply`,
      JSON.stringify(more),
      { contentType: 'application/merge-patch+json' },
    );
    const { results } = await session.apply(plan);
    expect(results[0]).toMatchObject({ outcome: 'not-sent' });
    expect(results[0]?.text).toContain('metadata.labels would go as well');
    expect((await live(path)).data).toEqual({ a: 'x' });
  });
});
