import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { memoryOf, trinoNodes } from './trinoMemory.ts';

export const rule: Rule = {
  code: 'trino-query-memory',
  severity: 'warning',
  claims: 'advice',
  summary:
    'Memory of a query and headroom are more than the heap of a Trino node, which does not start.',
  source: onPage(
    'Trino',
    'https://trino.io/docs/current/admin/properties-resource-management.html#query-max-memory-per-node',
  ),
  on: { charts: ['trino'] },
  check({ node }, report) {
    for (const role of trinoNodes) {
      const { heap, heapNode, perNode, perNodeNode, headroom } = memoryOf(node, role);
      if (heap === undefined || perNode === undefined || headroom === undefined) continue;
      if (!heapNode || !perNodeNode || perNode + headroom <= heap) continue;
      report(
        perNodeNode,
        `the memory of a query on one node and the headroom are ${gigabytes(perNode + headroom)} together, more than the heap of ${gigabytes(heap)}: Trino does not start, lower maxMemoryPerNode to at most ${gigabytes(Math.max(0, heap - headroom))} or raise maxHeapSize`,
      );
    }
  },
};

function gigabytes(bytes: number): string {
  return `${Math.floor((bytes / 1024 ** 3) * 10) / 10} GB`;
}
