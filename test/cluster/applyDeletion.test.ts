// Objects in deletion whose finalizers the manifest has no more: the apply that takes the last one ends the object.
import { expect, test } from 'vitest';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { sessionFor, valueOf } from './clusterFixture.ts';

const configMap = (name: string, finalizers = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}${finalizers} }\ndata: { key: a }\n`;

await controlPlaneOrSkip('objects in deletion', { apiServerOnly: true }, (controlPlane) => {
  const pathOf = (name: string) => `/api/v1/namespaces/default/configmaps/${name}`;
  const applied = async (text: string) => {
    const session = await sessionFor(controlPlane().kubeconfig('admin'));
    const plan = valueOf(await session.plan(splitManifest(text)));
    return { entry: plan.entries[0], result: (await session.apply(plan)).results[0] };
  };

  test('an apply that takes the last finalizer says before and after that the object goes', async () => {
    await applied(configMap('last', ', finalizers: [example.com/hold]'));
    await controlPlane().request('DELETE', pathOf('last'));
    const { entry, result } = await applied(configMap('last'));
    expect(entry).toMatchObject({ action: 'change', isInDeletion: true });
    expect(entry?.warnings[0]).toMatch(
      /^ConfigMap last in namespace default has been in deletion since .* \(example\.com\/hold\): applied, it takes the last of them away, and the object is gone/,
    );
    expect(result).toMatchObject({ outcome: 'applied', change: 'changed' });
    expect(result?.text).toBe(
      'changed ConfigMap last in namespace default (it was in deletion, its last finalizer went, and it is gone now. Apply again to make it anew)',
    );
    expect((await controlPlane().request('GET', pathOf('last'))).status).toBe(404);
    expect((await applied(configMap('last'))).result).toMatchObject({ change: 'created' });
  });

  test('while another finalizer holds it, it is said to be held', async () => {
    await applied(configMap('held', ', finalizers: [example.com/hold, example.com/more]'));
    await controlPlane().request('DELETE', pathOf('held'));
    const { entry, result } = await applied(configMap('held', ', finalizers: [example.com/more]'));
    expect(entry?.warnings[0]).toContain('is held by its finalizers');
    expect(result).toMatchObject({ outcome: 'applied', change: 'changed' });
    expect(result?.text).not.toContain('gone');
    expect((await controlPlane().request('GET', pathOf('held'))).status).toBe(200);
  });
});
