/**
 * How Flink parts the memory of a process (`ProcessMemoryUtils`, `TaskExecutorFlinkMemoryUtils`, `JobManagerFlinkMemoryUtils`).
 * All sizes are in bytes.
 */
import { NANO } from '../../formats/quantity.ts';
import { at, text, type Node } from '../../yaml/node.ts';
import { amount, isSet } from '../read.ts';
import { textOf } from '../tables/conditions.ts';
import { flinkBytes, flinkSetting, flinkVersion } from './flinkConfiguration.ts';

export type FlinkRole = 'jobManager' | 'taskManager';

export interface FlinkMemory {
  /** Where the size of the process is written. */
  readonly node: Node;
  readonly process: number;
  /** Parts in their order, with the word for each; the heap comes first and is what is left. */
  readonly parts: readonly FlinkPart[];
  /** What is left for the heap, below zero where the other parts are more than the whole. */
  readonly heap: number;
}

export interface FlinkPart {
  readonly name: string;
  readonly bytes: number;
}

const mebi = 1024 ** 2;
const gibi = 1024 ** 3;

/** Undefined where nothing says how large the process is, or where a setting cannot be read. */
export function flinkMemory(spec: Node | undefined, role: FlinkRole): FlinkMemory | undefined {
  const key = role === 'jobManager' ? 'jobmanager' : 'taskmanager';
  const read = (name: string): Node | undefined => flinkSetting(spec, `${key}.memory.${name}`);
  const node = at(spec, [role, 'resource', 'memory']) ?? read('process.size');
  const process = isSet(node) ? processBytes(node) : undefined;
  // With these the parts are reckoned another way.
  const isOther = ['flink.size', 'heap.size', 'task.heap.size'].some((name) => isSet(read(name)));
  if (!node || process === undefined || isOther) return undefined;
  const settings = new Settings(read);
  const outside = [
    { name: 'metaspace', bytes: settings.size('jvm-metaspace.size', 256 * mebi) },
    {
      name: 'JVM overhead',
      bytes: settings.share(process, 'jvm-overhead', [0.1, 192 * mebi, gibi]),
    },
  ];
  const flink = process - sumOf(outside);
  const inside =
    role === 'jobManager'
      ? [{ name: 'off-heap', bytes: settings.size('off-heap.size', 128 * mebi) }]
      : insideOfTaskManager(settings, flink, spec);
  if (settings.isUnreadable) return undefined;
  const parts = [...inside, ...outside].filter(({ bytes }) => bytes > 0);
  return { node, process, parts, heap: process - sumOf(parts) };
}

function insideOfTaskManager(
  settings: Settings,
  flink: number,
  spec: Node | undefined,
): readonly FlinkPart[] {
  const [major = 2, minor = 0] = flinkVersion(spec) ?? [];
  const mostNetwork = major === 1 && minor < 17 ? gibi : Number.MAX_SAFE_INTEGER;
  const frameworkHeap = settings.size('framework.heap.size', 128 * mebi);
  const managed =
    settings.written('managed.size') ?? flink * settings.number('managed.fraction', 0.4);
  return [
    { name: 'managed', bytes: Math.max(0, managed) },
    { name: 'network', bytes: settings.share(flink, 'network', [0.1, 64 * mebi, mostNetwork]) },
    { name: 'framework heap', bytes: frameworkHeap },
    { name: 'framework off-heap', bytes: settings.size('framework.off-heap.size', 128 * mebi) },
    { name: 'task off-heap', bytes: settings.size('task.off-heap.size', 0) },
  ];
}

/** Settings by the end of their key, with defaults; remembers whether one could not be read. */
class Settings {
  isUnreadable = false;
  readonly #read: (name: string) => Node | undefined;

  constructor(read: (name: string) => Node | undefined) {
    this.#read = read;
  }

  /** In bytes; undefined where it is not set. */
  written(name: string): number | undefined {
    const node = this.#read(name);
    if (!isSet(node)) return undefined;
    const bytes = flinkBytes(textOf(node) ?? '');
    if (bytes === undefined) this.isUnreadable = true;
    return bytes;
  }

  size(name: string, initial: number): number {
    return this.written(name) ?? initial;
  }

  number(name: string, initial: number): number {
    const node = this.#read(name);
    if (!isSet(node)) return initial;
    const value = Number(textOf(node) ?? NaN);
    if (!Number.isFinite(value)) this.isUnreadable = true;
    return value;
  }

  /** A part of a whole between two bounds. */
  share(
    whole: number,
    name: string,
    [fraction, least, most]: readonly [number, number, number],
  ): number {
    const part = Math.max(0, whole) * this.number(`${name}.fraction`, fraction);
    const low = this.size(`${name}.min`, least);
    return Math.min(Math.max(part, low), Math.max(low, this.size(`${name}.max`, most)));
  }
}

/** The operator takes quantities of Kubernetes, too. */
function processBytes(node: Node): number | undefined {
  // The CRD takes texts only.
  const written = text(node);
  if (written === undefined) return undefined;
  const bytes = flinkBytes(written);
  if (bytes !== undefined) return bytes;
  const found = amount(node);
  return found === undefined ? undefined : Number(found) / Number(NANO);
}

function sumOf(parts: readonly FlinkPart[]): number {
  return parts.reduce((sum, { bytes }) => sum + bytes, 0);
}
