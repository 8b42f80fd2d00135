// The explorer for somebody who may read one namespace: what most people on a data platform are.
import { expect, test } from 'vitest';
import { rootNodes } from '../../client/explorer/nodes/contexts.ts';
import type { ExplorerNode } from '../../client/explorer/nodes/node.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { explorerOf, linesBelow } from './explorerFixture.ts';

await controlPlaneOrSkip(
  'the explorer with rights in one namespace',
  { nodes: 1 },
  (controlPlane) => {
    const asEditor = () => explorerOf(controlPlane().kubeconfig('editor'), { open: ['editor'] });

    test('shows the namespace of the context where not all may be read, and says so', async () => {
      const [first, ...parts] = await linesBelow(asEditor(), 'editor');
      expect(first).toBe(
        'Shows namespace default alone | you may not look into all · click to choose others',
      );
      expect(parts).toContain('Workloads');
      expect(await linesBelow(asEditor(), 'editor', 'Workloads', 'Pods')).toEqual(['None']);
      const namespaces = await linesBelow(asEditor(), 'editor', 'Namespaces');
      expect(namespaces).toEqual([
        "default | the context's namespace",
        'Not allowed to list namespaces',
        'Choose other namespaces',
      ]);
    });

    test('a kind that may not be listed is one quiet line with the reason of the server', async () => {
      const ctx = asEditor();
      const found: ExplorerNode[] = [];
      for (const node of await rootNodes(ctx)) found.push(...(await node.children(ctx)));
      const storage = found.find((node) => node.view().label === 'Storage');
      const folders = (await storage?.children(ctx)) ?? [];
      const volumes = folders.find((node) => node.view().label === 'Persistent Volumes');
      const lines = (await volumes?.children(ctx)) ?? [];
      expect(lines).toHaveLength(1);
      expect(lines[0]?.view()).toMatchObject({
        label: 'Not allowed to list persistentvolumes',
        contextValue: 'message',
        collapsible: 'none',
      });
      expect(lines[0]?.view().tooltip).toMatch(/User editor may not list persistentvolumes/);
      expect(lines[0]?.view().command).toBeUndefined();
    });

    test('releases are told by the labels of their workloads where the Secrets of Helm may not be read', async () => {
      const { request } = controlPlane();
      const labels = { app: 'flow', 'helm.sh/chart': 'airflow-1.15.0' };
      await request('POST', '/apis/apps/v1/namespaces/default/deployments', {
        metadata: {
          name: 'flow-scheduler',
          labels,
          annotations: { 'meta.helm.sh/release-name': 'flow' },
        },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: 'flow' } },
          template: {
            metadata: { labels },
            spec: { containers: [{ name: 'main', image: 'busybox' }] },
          },
        },
      });
      await request('POST', '/apis/apps/v1/namespaces/default/deployments', {
        metadata: {
          name: 'flow-db',
          labels: { app: 'db', 'helm.sh/chart': 'postgresql-13.0.0' },
          annotations: { 'meta.helm.sh/release-name': 'flow' },
        },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: 'db' } },
          template: {
            metadata: { labels: { app: 'db' } },
            spec: { containers: [{ name: 'main', image: 'busybox' }] },
          },
        },
      });
      const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings';
      await request('POST', rbac, {
        metadata: { name: 'nobody-views' },
        subjects: [{ kind: 'User', name: 'nobody', apiGroup: 'rbac.authorization.k8s.io' }],
        roleRef: { kind: 'ClusterRole', name: 'view', apiGroup: 'rbac.authorization.k8s.io' },
      });
      const asViewer = () => explorerOf(controlPlane().kubeconfig('nobody'), { open: ['nobody'] });
      await expect
        .poll(() => linesBelow(asViewer(), 'nobody', 'Platform'), { timeout: 20_000 })
        .toEqual(['Airflow | airflow 1.15.0', 'PostgreSQL | postgresql 13.0.0']);
      expect(await linesBelow(asViewer(), 'nobody', 'Platform', 'Airflow', 'flow')).toEqual([
        expect.stringMatching(/^flow-scheduler \| Deployment · Scaled to 0/),
      ]);
    });

    test('charts are found of which Helm keeps no Secret, and what is hidden of the architecture is not down', async () => {
      expect(await linesBelow(asEditor(), 'editor', 'Platform')).toEqual([
        'Airflow | airflow 1.15.0',
        'PostgreSQL | postgresql 13.0.0',
      ]);
      const lines = await linesBelow(asEditor(), 'editor', 'Architecture');
      expect(lines.slice(1, 5)).toEqual([
        expect.stringContaining('not visible'),
        expect.stringContaining('not visible'),
        expect.stringContaining('not visible'),
        expect.stringContaining('not visible'),
      ]);
    });
  },
);
