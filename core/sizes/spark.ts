/** Driver and executors of Spark as the pods that they become, and the application as a whole. */
import { coresText, memoryText, wholeMemoryText } from '../formats/amountText.ts';
import {
  executorCount,
  operatorSettings,
  podSize,
  propertySettings,
  type ExecutorCount,
  type SparkPodSize,
  type SparkSettings,
} from '../rules/spark/podSize.ts';
import { sparkApplication, sparkConnect } from '../rules/spark/sparkSpec.ts';
import { get } from '../yaml/node.ts';
import type { Visit } from '../walk/visit.ts';
import { sizeOf } from './sizeAt.ts';
import type { Size, SizeReader } from './size.ts';

export const spark: SizeReader = {
  types: [sparkApplication, sparkConnect],
  read: (visit) => sizesIn(visit, operatorSettings(visit.node)),
};

/** Applications of Spark's own operator. */
export const apacheSpark: SizeReader = {
  kinds: ['spark.apache.org/SparkApplication'],
  *read({ node }) {
    const spec = get(node, 'spec');
    if (spec) yield* ofPods(propertySettings(spec), spec);
  },
};

function* sizesIn({ node, keySpan }: Visit, settings: SparkSettings): Generator<Size> {
  yield* ofPods(settings, node);
  const total = totalOf(settings);
  if (total && keySpan) yield sizeOf(node, keySpan, total);
}

/** At the settings of memory, cores and number. */
function* ofPods(settings: SparkSettings, spec: Visit['node']): Generator<Size> {
  for (const role of ['driver', 'executor'] as const) {
    const size = podSize(settings, role);
    if (!size) continue;
    const places = [
      { at: settings.of(`${role}.memory`), said: memorySaid(size) },
      { at: settings.of(`${role}.cores`), said: coresSaid(size) },
      { at: settings.of(`${role}.coreRequest`), said: { words: coresSaid(size).words } },
    ];
    for (const { at, said } of places) if (at) yield sizeOf(at, undefined, said);
  }
  yield* ofInstances(settings, spec);
}

function* ofInstances(settings: SparkSettings, spec: Visit['node']): Generator<Size> {
  const instances = settings.of('executor.instances');
  const count = executorCount(settings);
  const size = podSize(settings, 'executor');
  if (!instances || !count || !size || count.isDynamic || spec.type !== 'map') return;
  yield sizeOf(instances, undefined, {
    label: `${count.least} × ${memoryText(size.memory)} = ${memoryText(count.least * size.memory)}`,
    words: [`The executors ask for ${amounts(size, count.least)} together.`],
  });
}

function memorySaid(size: SparkPodSize): Pick<Size, 'label' | 'words'> {
  const { heap, overhead, factor, isLeast, least, offHeap, python, memory } = size;
  const why =
    factor === undefined
      ? ''
      : isLeast
        ? ` (${percent(factor)} of the heap would be less than the ${memoryText(least)} that Spark adds at least)`
        : ` (${percent(factor)} of the heap)`;
  const parts = [
    `${wholeMemoryText(heap)} of heap`,
    `${wholeMemoryText(overhead)} of overhead${why}`,
    ...(offHeap > 0 ? [`${wholeMemoryText(offHeap)} off the heap`] : []),
    ...(python > 0 ? [`${wholeMemoryText(python)} for workers of Python`] : []),
  ];
  return {
    label: `pod ${memoryText(memory)}`,
    words: [
      `The pod asks for ${wholeMemoryText(memory)} of memory and is limited to it: ${parts.join(' + ')}.`,
    ],
  };
}

function coresSaid({ cores, request, limit }: SparkPodSize): Pick<Size, 'label' | 'words'> {
  const end = limit === undefined ? 'has no limit' : `may use up to ${coresText(limit)}`;
  const isOther = request !== cores || limit !== undefined;
  return {
    ...(isOther && {
      label: `pod ${coresText(request)} CPU${limit === undefined ? '' : `, at most ${coresText(limit)}`}`,
    }),
    words: [
      `The pod asks for ${coresText(request)} CPU, ${end}, and works on ${coresText(cores)} ${cores === 1 ? 'task' : 'tasks'} at a time.`,
    ],
  };
}

function totalOf(settings: SparkSettings): Pick<Size, 'label' | 'words'> | undefined {
  const driver = podSize(settings, 'driver');
  const executor = podSize(settings, 'executor');
  const count = executorCount(settings);
  if (!driver || !executor || !count) return undefined;
  const { least, most } = count;
  const low = sumOf(driver, executor, least);
  const many = countText(count);
  if (least === most)
    return {
      label: `driver + ${many}: ${low.cores} CPU, ${low.memory}`,
      words: [
        `Driver and ${many} ask for ${low.cores} CPU and ${low.memory} of memory together, sidecars not counted.`,
      ],
    };
  const high = most === undefined ? undefined : sumOf(driver, executor, most);
  const upTo = high ? `up to ${high.cores} CPU, ${high.memory}` : 'no upper bound';
  return {
    label: `driver + ${many}: ${low.cores} CPU, ${low.memory}, ${upTo}`,
    words: [
      `With dynamic allocation driver and executors ask for ${low.cores} CPU and ${low.memory} of memory at least${
        high
          ? ` and for ${high.cores} CPU and ${high.memory} at most, with ${most} executors`
          : ': "maxExecutors" is not set, so that nothing limits how many more are asked for'
      }; sidecars are not counted.`,
    ],
  };
}

function countText({ least, most }: ExecutorCount): string {
  if (least !== most)
    return most === undefined ? `${least} or more executors` : `${least}–${most} executors`;
  return `${least} ${least === 1 ? 'executor' : 'executors'}`;
}

function sumOf(
  driver: SparkPodSize,
  executor: SparkPodSize,
  count: number,
): { readonly cores: string; readonly memory: string } {
  return {
    cores: coresText(driver.request + count * executor.request),
    memory: memoryText(driver.memory + count * executor.memory),
  };
}

function amounts({ request, memory }: SparkPodSize, count: number): string {
  return `${coresText(count * request)} CPU and ${memoryText(count * memory)} of memory`;
}

function percent(factor: number): string {
  return `${Math.round(factor * 1000) / 10} %`;
}
