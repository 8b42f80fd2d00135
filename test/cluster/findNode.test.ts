// The way through the explorer's tree to one object of a real API server.
import { expect, test } from 'vitest';
import { findNode } from '../../client/explorer/findNode.ts';
import { rootNodes } from '../../client/explorer/nodes/contexts.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { explorerOf } from './explorerFixture.ts';

await controlPlaneOrSkip('the row of an object', { apiServerOnly: true }, (controlPlane) => {
  const wayTo = async (ref: { apiVersion: string; kind: string; name: string }) => {
    const ctx = explorerOf(controlPlane().kubeconfig('admin'), { open: ['admin'] });
    const object = { contextName: 'admin', ref: { ...ref, namespace: 'default' } };
    const way = await findNode(await rootNodes(ctx), object, ctx);
    return way?.map((node) => node.view().label);
  };

  test('it is found below its context, part and folder', async () => {
    const made = await controlPlane().request('POST', '/api/v1/namespaces/default/configmaps', {
      metadata: { name: 'settings' },
    });
    expect(made.status).toBe(201);
    const way = await wayTo({ apiVersion: 'v1', kind: 'ConfigMap', name: 'settings' });
    expect(way?.[0]).toBe('admin');
    expect(way?.at(-2)).toBe('Config Maps');
    expect(way?.at(-1)).toBe('settings');
  });

  test('an object that is not there, or of a kind that the tree does not know, has none', async () => {
    expect(await wayTo({ apiVersion: 'v1', kind: 'ConfigMap', name: 'other' })).toBeUndefined();
    expect(await wayTo({ apiVersion: 'a.example/v1', kind: 'Odd', name: 'x' })).toBeUndefined();
  });
});
