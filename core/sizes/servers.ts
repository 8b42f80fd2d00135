/** What servers take of the memory of their container: Kafka and ClickHouse. */
import { memoryText } from '../formats/amountText.ts';
import { heapBytes } from '../formats/heap.ts';
import { amountsOf } from '../graph/podFacts.ts';
import { at, get, items, numberOf, text, type Node } from '../yaml/node.ts';
import { sizeUnder } from './sizeAt.ts';
import type { Size, SizeReader } from './size.ts';

/** Kafka keeps its files in the page cache: what the heap leaves of the memory is of use. */
export const kafka: SizeReader = {
  types: ['kafka.strimzi.io/JvmOptions'],
  *read({ node, parent }) {
    const heap = heapBytes(text(get(node, '-Xmx')));
    const { memory: limit } = amountsOf(at(parent?.node, ['resources', 'limits']));
    if (heap === undefined || limit === undefined) return;
    yield* sizeUnder(node, '-Xmx', {
      label: `${Math.round((heap / limit) * 100)} % of ${memoryText(limit)}`,
      words: [
        `The container may take ${memoryText(limit)}: ${memoryText(heap)} of heap and ${memoryText(Math.max(0, limit - heap))} for all beside it, such as the page cache that Kafka reads from.`,
      ],
    });
  },
};

/** The server stops at a part of the memory that its container may take. */
export const clickHouse: SizeReader = {
  kinds: ['clickhouse.altinity.com/ClickHouseInstallation'],
  *read({ node }) {
    const spec = get(node, 'spec');
    const settings = at(spec, ['configuration', 'settings']);
    const ratio = Number(scalarText(get(settings, 'max_server_memory_usage_to_ram_ratio')) ?? 0.9);
    const fixed = Number(scalarText(get(settings, 'max_server_memory_usage')) ?? 0);
    if (!(ratio > 0) || !(fixed >= 0)) return;
    for (const template of items(at(spec, ['templates', 'podTemplates'])))
      for (const container of items(at(template, ['spec', 'containers'])))
        yield* ofServer(container, ratio, fixed);
    yield* ofLayouts(spec);
  },
};

function* ofServer(container: Node, ratio: number, fixed: number): Generator<Size> {
  if (text(get(container, 'name')) !== 'clickhouse') return;
  const limits = at(container, ['resources', 'limits']);
  const { memory } = amountsOf(limits);
  if (memory === undefined) return;
  const most = Math.min(memory * ratio, fixed === 0 ? Infinity : fixed);
  yield* sizeUnder(limits, 'memory', {
    label: `server up to ${memoryText(most)}`,
    words: [
      `The server takes up to ${memoryText(most)} and refuses queries beyond that: ${
        most === fixed
          ? 'max_server_memory_usage'
          : `${Math.round(ratio * 100)} % of the memory, max_server_memory_usage_to_ram_ratio`
      }.`,
    ],
  });
}

function* ofLayouts(spec: Node | undefined): Generator<Size> {
  for (const cluster of items(at(spec, ['configuration', 'clusters']))) {
    const layout = get(cluster, 'layout');
    const shards = numberOf(get(layout, 'shardsCount'));
    const replicas = numberOf(get(layout, 'replicasCount'));
    if (shards === undefined || replicas === undefined) continue;
    yield* sizeUnder(layout, 'replicasCount', {
      label: `${shards * replicas} pods`,
      words: [`${shards} shards with ${replicas} replicas each are ${shards * replicas} pods.`],
    });
  }
}

function scalarText(node: Node | undefined): string | undefined {
  return node?.type === 'scalar' && node.value !== null ? String(node.value) : undefined;
}
