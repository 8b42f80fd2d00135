// What an open tree costs while nothing happens, and what a change costs: counted at a proxy before a real API server.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { ExplorerNode } from '../../client/explorer/nodes/node.ts';
import { defaultLimits } from '../../cluster/watch/watchLimits.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { kubeconfigFor } from './clusterFixture.ts';
import { explorerOf, nodeAt } from './explorerFixture.ts';
import { faultProxy } from './faultProxy.ts';

await controlPlaneOrSkip('an open tree', { apiServerOnly: true }, (controlPlane) => {
  /** Paths of lists in a tree as people open it, below the context. */
  const folders = [
    ['Namespaces'],
    ['Namespaces', 'default', 'Workloads', 'Pods'],
    ['Namespaces', 'default', 'Storage', 'Persistent Volume Claims'],
    ['Namespaces', 'kube-system', 'Workloads', 'Pods'],
    ['Namespaces', 'default', 'Config', 'Config Maps'],
    ['Storage', 'Persistent Volumes'],
    ['Architecture', 'Nodes'],
  ];

  test('asks for nothing while nothing happens, and is told of a change without asking', async () => {
    const proxy = await faultProxy(controlPlane());
    const ctx = explorerOf(kubeconfigFor({ url: proxy.url, caCert: '' }, {}), { open: ['test'] });
    const open: ExplorerNode[] = [];
    for (const path of folders) {
      const folder = await nodeAt(ctx, 'test', ...path);
      await folder.children(ctx);
      open.push(folder);
    }
    await expect.poll(() => proxy.streams).toBe(open.length);
    const before = proxy.seen.length;
    const maps = '/api/v1/namespaces/default/configmaps';
    await controlPlane().request('POST', maps, { metadata: { name: 'made-while-watched' } });
    const labels = async () => {
      const rows = await Promise.all(open.map((folder) => folder.children(ctx)));
      return rows.flat().map((row) => row.view().label);
    };
    await expect.poll(labels).toContain('made-while-watched');
    await delay(3000);
    expect(proxy.seen.slice(before).map(({ path }) => path)).toEqual([]);
  });

  test('twenty lists that are watched ask for no more than two things a minute', () => {
    const mostWatchesAMinute =
      (20 * 60) / ((defaultLimits.seconds.least + defaultLimits.seconds.most) / 2);
    expect(mostWatchesAMinute).toBeLessThanOrEqual(2);
  });
});
