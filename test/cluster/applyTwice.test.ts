// One object that stands in a selection more than once: its last document counts, however often it is applied.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const configMap = (name: string, value: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${more} }\ndata: { key: "${value}" }\n`;
const metrics = {
  v1: 'targetCPUUtilizationPercentage: 50',
  v2: 'metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 70 } } }]',
};
const autoscaler = (version: 'v1' | 'v2', most: number) =>
  `apiVersion: autoscaling/${version}\nkind: HorizontalPodAutoscaler\nmetadata: { name: twice }\nspec:\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  maxReplicas: ${most}\n  ${metrics[version]}\n`;

await controlPlaneOrSkip(
  'an object that stands in a selection more than once',
  { apiServerOnly: true },
  (controlPlane) => {
    const admin = () => sessionFor(controlPlane().kubeconfig('admin'));
    /** Plans and applies; actions of the plan, then what became of each document. */
    const applied = async (...texts: string[]) => {
      const session = await admin();
      const plan = valueOf(await session.plan(splitManifest(texts.join('---\n'))));
      const { results } = await session.apply(plan);
      const said = results.map((one) => (one.outcome === 'applied' ? one.change : one.outcome));
      return { plan, actions: plan.entries.map(({ action }) => action), said, results };
    };
    const get = async (path: string) => (await controlPlane().request('GET', path)).body;

    test('the last document is sent alone, and a second apply has nothing to do', async () => {
      const texts = [configMap('twice', '1'), configMap('twice', '2', ', namespace: default')];
      const path = '/api/v1/namespaces/default/configmaps/twice';
      const first = await applied(...texts);
      expect(first.actions).toEqual(['not-applicable', 'create']);
      expect(first.said).toEqual(['not-sent', 'created']);
      expect(first.results[0]?.text).toBe(
        'ConfigMap twice in namespace default stands in this selection more than once. Only the last one is sent (document 2): remove this one, or give it another name',
      );
      expect(first.results[0]).not.toHaveProperty('error');
      const second = await applied(...texts);
      expect(second.actions).toEqual(['not-applicable', 'unchanged']);
      const { data, metadata } = await get(path);
      expect(data).toEqual({ key: '2' });
      expect((await applied(...texts)).said).toEqual(['not-sent', 'unchanged']);
      expect((await get(path)).metadata.resourceVersion).toBe(metadata.resourceVersion);
    });

    test('two versions of one kind are one object', async () => {
      const texts = [autoscaler('v1', 3), autoscaler('v2', 4)];
      const path = '/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers/twice';
      expect((await applied(...texts)).said).toEqual(['not-sent', 'created']);
      expect((await applied(...texts)).actions).toEqual(['not-applicable', 'unchanged']);
      expect((await get(path)).spec.maxReplicas).toBe(4);
    });

    test('a Namespace at the top of each file is made once, before what lies in it', async () => {
      const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: twice }\n';
      const lies = ', namespace: twice';
      const { said } = await applied(
        ...[namespace, configMap('a', '1', lies), namespace, configMap('b', '1', lies)],
      );
      expect(said).toEqual(['not-sent', 'created', 'created', 'created']);
    });

    test('the same name in another namespace or of another kind is another object', async () => {
      const secret =
        'apiVersion: v1\nkind: Secret\nmetadata: { name: other }\nstringData: { a: b }\n';
      const { actions } = await applied(
        ...[configMap('other', '1'), configMap('other', '1', ', namespace: kube-system'), secret],
      );
      expect(actions).toEqual(['create', 'create', 'create']);
    });
  },
);
