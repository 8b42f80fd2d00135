/** Heap, headroom and memory of a query of Trino's nodes beside the memory of their containers, in values of its chart. */
import { memoryText } from '../formats/amountText.ts';
import { amountsOf } from '../graph/podFacts.ts';
import { memoryOf, trinoNodes, type TrinoMemory } from '../rules/charts/trinoMemory.ts';
import { at, numberOf, type Node } from '../yaml/node.ts';
import { sizeOf, sizeUnder } from './sizeAt.ts';
import type { Size, SizeReader } from './size.ts';

export const trino: SizeReader = {
  charts: ['trino'],
  *read({ node }) {
    for (const role of trinoNodes) yield* ofNode(memoryOf(node, role));
    yield* ofWorkers(node);
  },
};

function* ofNode(memory: TrinoMemory): Generator<Size> {
  const { heap, heapNode, limit, perNode, perNodeNode, headroom } = memory;
  if (heap === undefined) return;
  const left = headroom === undefined ? undefined : Math.max(0, heap - headroom);
  const ofQueries =
    left === undefined || headroom === undefined
      ? []
      : [
          `${memoryText(headroom)} of the heap is headroom, so that queries may take up to ${memoryText(left)} on one node.`,
        ];
  if (heapNode) {
    const share = limit === undefined ? undefined : Math.round((heap / limit) * 100);
    yield sizeOf(heapNode, undefined, {
      ...(limit !== undefined && {
        label: `${memoryText(heap)}, ${share} % of ${memoryText(limit)}`,
      }),
      words: [
        limit === undefined
          ? `The heap is ${memoryText(heap)}; no memory limit of the container is set here.`
          : `The container may take ${memoryText(limit)}: ${memoryText(heap)} of heap and ${memoryText(Math.max(0, limit - heap))} for all beside it.`,
        ...ofQueries,
      ],
    });
  }
  if (perNodeNode && perNode !== undefined && headroom !== undefined)
    yield sizeOf(perNodeNode, undefined, {
      label: `+ ${memoryText(headroom)} headroom of ${memoryText(heap)}`,
      words: [
        `A query may take ${memoryText(perNode)} on one node; with ${memoryText(headroom)} of headroom that is ${memoryText(perNode + headroom)} of a heap of ${memoryText(heap)}.`,
      ],
    });
}

function* ofWorkers(values: Node): Generator<Size> {
  const count = numberOf(at(values, ['server', 'workers']));
  const { memory } = amountsOf(at(values, ['worker', 'resources', 'requests']));
  const asked = memory ?? amountsOf(at(values, ['worker', 'resources', 'limits'])).memory;
  if (count === undefined || asked === undefined || count < 1) return;
  yield* sizeUnder(at(values, ['server']), 'workers', {
    label: `${count} × ${memoryText(asked)} = ${memoryText(count * asked)}`,
    words: [`The workers ask for ${memoryText(count * asked)} of memory together.`],
  });
}
