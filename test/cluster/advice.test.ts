// What a plan says of manifests that an API server refuses in words of its own inner life: where it is, and what to do.
import { expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { faultProxy } from './faultProxy.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const configMap = (name: string, rest: object) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...rest,
});

const claim = (storage: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'smaller' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } },
});

const priority = (value: number) => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: 'changed' },
  value,
});

await controlPlaneOrSkip('advice', { nodes: 0 }, (controlPlane) => {
  const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
  const errorOfPlan = async (object: object) => {
    const plan = valueOf(await (await admin()).plan(splitManifest(stringify(object))));
    return plan.entries[0]?.error?.message;
  };
  const made = async (object: object) => {
    const session = await admin();
    const plan = valueOf(await session.plan(splitManifest(stringify(object))));
    expect((await session.apply(plan)).results[0]?.outcome).toBe('applied');
  };

  test.each([
    ['extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1'],
    ['extensions/v1beta1', 'Deployment', 'apps/v1'],
    ['v1', 'Deployment', 'apps/v1'],
    ['batch/v1beta1', 'CronJob', 'batch/v1'],
    ['apps/v1', 'ConfigMap', 'v1'],
    ['v2', 'Event', 'v1 and events.k8s.io/v1'],
  ])('%s %s: told as %s, where the cluster serves it', async (apiVersion, kind, served) => {
    expect(await errorOfPlan({ apiVersion, kind, metadata: { name: 'x' } })).toContain(
      `has no kind ${kind} in ${apiVersion}; it serves ${kind} as ${served}. Correct the apiVersion`,
    );
  });

  test('where kinds are served is asked once for many documents', async () => {
    const proxy = await faultProxy(controlPlane());
    const session = await proxy.session();
    const texts = Array.from({ length: 20 }, (_, index) =>
      stringify({ apiVersion: 'v1', kind: 'Deployment', metadata: { name: `d${index}` } }),
    );
    valueOf(await session.plan(splitManifest(texts.join('---\n'))));
    expect(proxy.seen.filter(({ path }) => path === '/apis')).toHaveLength(1);
  });

  test('a number with a fraction is told at its field', async () => {
    const labels = { app: 'x' };
    const containers = [{ name: 'a', image: 'b', resources: { requests: { cpu: 0.5 } } }];
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'fraction' },
      spec: {
        replicas: 1.5,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers } },
      },
    };
    expect(await errorOfPlan(deployment)).toBe(
      'The API server refused Deployment fraction in namespace default: spec.replicas: A number with a fraction stands where the cluster wants a whole number',
    );
  });

  test('a key of binaryData that is not base64 is told with what to do', async () => {
    expect(
      await errorOfPlan(configMap('binary', { binaryData: { a: 'eA==', b: 'xx!' } })),
    ).toContain('binaryData.b: Not base64; encode the value, or put it as it is under "data"');
  });

  test('what YAML reads as no text is to be put in quotes', async () => {
    expect(await errorOfPlan(configMap('quotes', { data: { a: 'x', d: true, e: 5 } }))).toContain(
      'data.d: expected string, got true (put it in quotes); data.e: expected string, got 5 (put it in quotes)',
    );
  });

  test('fields that cannot be changed are told with both values', async () => {
    await made(priority(5));
    expect(await errorOfPlan(priority(6))).toContain(
      'value: It cannot be changed once it is set: 5 in the cluster, 6 in the manifest',
    );
    await made(configMap('fixed', { immutable: true, data: { a: 'b' } }));
    expect(await errorOfPlan(configMap('fixed', { immutable: false, data: { a: 'b' } }))).toContain(
      'immutable: It cannot be changed once it is set: true in the cluster, false in the manifest',
    );
    expect(await errorOfPlan(configMap('fixed', { data: { a: 'b' } }))).toContain(
      'immutable: It cannot be changed once it is set: true in the cluster, nothing in the manifest',
    );
  });

  test('a claim that is made smaller is told what it may be', async () => {
    await made(claim('1Gi'));
    const path = '/api/v1/namespaces/default/persistentvolumeclaims/smaller';
    await vi.waitFor(
      async () =>
        expect((await controlPlane().request('GET', path)).body.status.phase).toBe('Bound'),
      { timeout: 60_000, interval: 100 },
    );
    expect(await errorOfPlan(claim('500Mi'))).toBe(
      'The API server refused PersistentVolumeClaim smaller in namespace default: spec.resources.requests.storage: It cannot be made smaller: "1Gi" in the cluster, "500Mi" in the manifest. Write what the cluster has, or more',
    );
  });

  test.each([
    ['v2', true, 'it serves v1. Correct the apiVersion, or let the definition serve v2'],
    ['v1', false, 'it serves no version'],
  ])(
    'a version %s that the definition of the same plan does not serve is told',
    async (version, served, words) => {
      const group = 'unserved.example.com';
      const schema = { openAPIV3Schema: { type: 'object' } };
      const definition = {
        apiVersion: 'apiextensions.k8s.io/v1',
        kind: 'CustomResourceDefinition',
        metadata: { name: `things.${group}` },
        spec: {
          group,
          scope: 'Namespaced',
          names: { kind: 'Thing', plural: 'things' },
          versions: [{ name: 'v1', served, storage: true, schema }],
        },
      };
      const thing = { apiVersion: `${group}/${version}`, kind: 'Thing', metadata: { name: 'x' } };
      const text = [thing, definition].map((object) => stringify(object)).join('---\n');
      const { entries } = valueOf(await (await admin()).plan(splitManifest(text)));
      expect(entries[0]?.action).toBe('not-applicable');
      expect(entries[0]?.error?.message).toContain(
        `The CustomResourceDefinition things.${group} of this plan has no kind Thing in ${group}/${version}: ${words}`,
      );
    },
  );

  test('a namespace that cannot be is told as that', async () => {
    const object = configMap('x', {});
    expect(
      await errorOfPlan({ ...object, metadata: { name: 'x', namespace: 'Bad_NS' } }),
    ).toContain('None can have that name, which may hold small letters');
  });
});
