import { isSet } from '../read.ts';
import type { Rule } from '../rule.ts';
import { onPage } from '../sources.ts';
import { memoryOf, trinoNodes } from './trinoMemory.ts';

export const rule: Rule = {
  code: 'trino-heap-limit',
  severity: 'warning',
  claims: 'advice',
  summary: 'The heap of a Trino node is as large as the memory of its container, or larger.',
  source: onPage('Trino', 'https://trino.io/docs/current/installation/deployment.html#jvm-config'),
  on: { charts: ['trino'] },
  check({ node }, report) {
    for (const role of trinoNodes) {
      const { heap, heapNode, limit, limitNode } = memoryOf(node, role);
      if (heap === undefined || limit === undefined || heap < limit) continue;
      if (!isSet(heapNode) || !isSet(limitNode)) continue;
      report(
        heapNode,
        'the heap is not below the memory limit of the container, which is killed when it is used up: leave some 20 % of the limit for all beside the heap',
      );
    }
  },
};
