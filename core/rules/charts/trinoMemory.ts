/** Memory of Trino's nodes as the values of its chart say it. */
import { heapBytes } from '../../formats/heap.ts';
import { at, get, items, type Node } from '../../yaml/node.ts';
import { amount, isSet, number, string } from '../read.ts';
import { trinoBytes } from '../tables/trino/sizes.ts';

export const trinoNodes = ['coordinator', 'worker'] as const;

/** What is not set is not there; `isHidden`: another tool fills some of it in. */
export interface TrinoMemory {
  /** In bytes. */
  readonly heap: number | undefined;
  readonly heapNode: Node | undefined;
  readonly limit: number | undefined;
  readonly limitNode: Node | undefined;
  readonly perNode: number | undefined;
  readonly perNodeNode: Node | undefined;
  /** In bytes; what Trino takes where it is not set, too. */
  readonly headroom: number | undefined;
}

export function memoryOf(values: Node, role: (typeof trinoNodes)[number]): TrinoMemory {
  const node = get(values, role);
  const jvm = get(node, 'jvm');
  const heapNode = get(jvm, 'maxHeapSize');
  const limitNode = at(node, ['resources', 'limits', 'memory']);
  const limit = bytesOfQuantity(limitNode);
  const percent = percentOf(get(jvm, 'maxHeapPercent'));
  const written = heapBytes(string(heapNode));
  const byPercent =
    percent === undefined || limit === undefined ? undefined : (limit * percent) / 100;
  const heap = isSet(heapNode) ? written : byPercent;
  const properties = propertiesOf(node, values);
  const perNodeNode =
    properties.get('query.max-memory-per-node') ??
    at(node, ['config', 'query', 'maxMemoryPerNode']);
  const headroomNode =
    properties.get('memory.heap-headroom-per-node') ??
    at(node, ['config', 'memory', 'heapHeadroomPerNode']);
  return {
    heap,
    heapNode: isSet(heapNode) ? heapNode : get(jvm, 'maxHeapPercent'),
    limit,
    limitNode,
    perNode: sizeOf(perNodeNode, heap),
    perNodeNode,
    headroom: isText(headroomNode) ? sizeOf(headroomNode, heap) : heap && heap * 0.3,
  };
}

function isText(node: Node | undefined): boolean {
  return node?.filledIn !== undefined || string(node) !== undefined;
}

/** Lines `key=value` that come after what the chart writes, each as the item that it stands in. */
function propertiesOf(node: Node | undefined, values: Node): Map<string, Node> {
  const found = new Map<string, Node>();
  for (const item of [
    ...items(get(values, 'additionalConfigProperties')),
    ...items(get(node, 'additionalConfigProperties')),
  ]) {
    const [key = ''] = (string(item) ?? '').split('=', 1);
    found.set(key.trim(), item);
  }
  return found;
}

/** `4GB` as Trino reads it, or a part of the heap in percent. */
function sizeOf(node: Node | undefined, heap: number | undefined): number | undefined {
  const text = (string(node) ?? '').split('=').at(-1)?.trim() ?? '';
  const [, percent] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text) ?? [];
  if (percent !== undefined) return heap && (heap * Number(percent)) / 100;
  return trinoBytes(text);
}

function percentOf(node: Node | undefined): number | undefined {
  const value = number(node) ?? Number(string(node) ?? NaN);
  return value > 0 && value <= 100 ? value : undefined;
}

/** The parts of a quantity are thousandths of a millionth. */
function bytesOfQuantity(node: Node | undefined): number | undefined {
  const nano = amount(node);
  return nano === undefined ? undefined : Number(nano) / 1e9;
}
