/**
 * What driver and executors ask the cluster for: Spark adds an overhead to the heap, and requests processors by settings of
 * their own. `BasicDriverFeatureStep`, `BasicExecutorFeatureStep` and `ResourceProfile` of Spark have the sums; the Spark
 * operator turns fields into properties and has defaults of its own.
 */
import { at, get, type Node } from '../../yaml/node.ts';
import { NANO } from '../../formats/quantity.ts';
import { amount, isSet } from '../read.ts';
import { textOf } from '../tables/conditions.ts';
import { jvmBytes, mebi } from './memory.ts';

export type SparkRole = 'driver' | 'executor';

/** An application with where its settings stand. */
export interface SparkSettings {
  /** Of the field, or else the property; undefined where neither is set. */
  readonly of: (name: SettingName) => Node | undefined;
  readonly property: (key: string) => Node | undefined;
  readonly language: 'Java' | 'Python' | 'R';
  /** Executors where nothing says how many. */
  readonly defaultInstances: number;
}

export type SettingName =
  | `${SparkRole}.${'memory' | 'memoryOverhead' | 'cores' | 'coreRequest' | 'coreLimit' | 'memoryLimit'}`
  | 'executor.instances'
  | 'memoryOverheadFactor'
  | `dynamicAllocation.${'enabled' | 'minExecutors' | 'maxExecutors' | 'initialExecutors'}`;

/** The property of each field; the memory limit is a matter of the operator alone. */
const properties: Readonly<Partial<Record<SettingName, string>>> = {
  ...Object.fromEntries(
    ['driver', 'executor'].flatMap((role) => [
      [`${role}.memory`, `spark.${role}.memory`],
      [`${role}.memoryOverhead`, `spark.${role}.memoryOverhead`],
      [`${role}.cores`, `spark.${role}.cores`],
      [`${role}.coreRequest`, `spark.kubernetes.${role}.request.cores`],
      [`${role}.coreLimit`, `spark.kubernetes.${role}.limit.cores`],
    ]),
  ),
  'executor.instances': 'spark.executor.instances',
  memoryOverheadFactor: 'spark.kubernetes.memoryOverheadFactor',
  'dynamicAllocation.enabled': 'spark.dynamicAllocation.enabled',
  'dynamicAllocation.minExecutors': 'spark.dynamicAllocation.minExecutors',
  'dynamicAllocation.maxExecutors': 'spark.dynamicAllocation.maxExecutors',
  'dynamicAllocation.initialExecutors': 'spark.dynamicAllocation.initialExecutors',
};

/** Of an application of the Spark operator; of SparkConnect the server is the driver. */
export function operatorSettings(spec: Node): SparkSettings {
  const property = (key: string): Node | undefined => at(spec, ['sparkConf', key]);
  const type = textOf(get(spec, 'type'));
  const isConnect = get(spec, 'server') !== undefined;
  return {
    property,
    of(name) {
      const path = name.split('.');
      if (isConnect && path[0] === 'driver') path[0] = 'server';
      const field = at(spec, path);
      const key = properties[name];
      return isSet(field) ? field : key === undefined ? undefined : property(key);
    },
    language: type === 'Python' || type === 'R' ? type : 'Java',
    defaultInstances: 1,
  };
}

/** Of an application of Spark's own operator, which has properties only. */
export function propertySettings(spec: Node): SparkSettings {
  const property = (key: string): Node | undefined => at(spec, ['sparkConf', key]);
  const isClass = isSet(get(spec, 'mainClass'));
  const language = isSet(get(spec, 'pyFiles'))
    ? 'Python'
    : isSet(get(spec, 'sparkRFiles'))
      ? 'R'
      : 'Java';
  return {
    property,
    of(name) {
      const key = properties[name];
      return key === undefined ? undefined : property(key);
    },
    language: isClass ? 'Java' : language,
    defaultInstances: 2,
  };
}

/** Of one pod. Memory in bytes, processors in cores. */
export interface SparkPodSize {
  readonly heap: number;
  readonly overhead: number;
  /** Of the heap; undefined where the overhead is written as a size. */
  readonly factor: number | undefined;
  /** The factor gives less than the least that Spark adds. */
  readonly isLeast: boolean;
  /** The least that Spark adds. */
  readonly least: number;
  readonly offHeap: number;
  /** Of workers of Python, beside the heap. */
  readonly python: number;
  /** All of these: request and limit of the container. */
  readonly memory: number;
  /** Tasks at the same time. */
  readonly cores: number;
  readonly request: number;
  readonly limit: number | undefined;
}

/** Undefined where a setting cannot be read: another tool fills it in, or it is wrong. */
export function podSize(settings: SparkSettings, role: SparkRole): SparkPodSize | undefined {
  const heap = mebibytes(settings.of(`${role}.memory`), 1024 * mebi);
  const cores = coresOf(settings.of(`${role}.cores`), 1);
  if (heap === undefined || cores === undefined) return undefined;
  const beside = overheadOf(settings, role, heap);
  const request = coresOf(settings.of(`${role}.coreRequest`), cores);
  const limitNode = settings.of(`${role}.coreLimit`);
  const limit = coresOf(limitNode, undefined);
  const further = role === 'driver' ? noFurther : furtherOf(settings);
  if (!beside || !further || request === undefined || (limitNode && limit === undefined))
    return undefined;
  const memory = heap + beside.overhead + further.offHeap + further.python;
  return { heap, ...beside, ...further, memory, cores, request, limit };
}

interface Overhead {
  readonly overhead: number;
  readonly factor: number | undefined;
  readonly isLeast: boolean;
  readonly least: number;
}

function overheadOf(settings: SparkSettings, role: SparkRole, heap: number): Overhead | undefined {
  const least = mebibytes(settings.property(`spark.${role}.minMemoryOverhead`), 384 * mebi);
  if (least === undefined) return undefined;
  const written = settings.of(`${role}.memoryOverhead`);
  if (isSet(written)) {
    const overhead = mebibytes(written, 0);
    return overhead === undefined
      ? undefined
      : { overhead, factor: undefined, isLeast: false, least };
  }
  const factor = numberIn(
    settings.property(`spark.${role}.memoryOverheadFactor`) ?? settings.of('memoryOverheadFactor'),
    settings.language === 'Java' ? 0.1 : 0.4,
  );
  if (factor === undefined) return undefined;
  const byFactor = Math.floor((heap / mebi) * factor) * mebi;
  return { overhead: Math.max(byFactor, least), factor, isLeast: byFactor < least, least };
}

type Further = Pick<SparkPodSize, 'offHeap' | 'python'>;

const noFurther: Further = { offHeap: 0, python: 0 };

/** Only executors have room for them. */
function furtherOf({ property, language }: SparkSettings): Further | undefined {
  const isOn = textOf(property('spark.memory.offHeap.enabled'))?.toLowerCase() === 'true';
  const size = textOf(property('spark.memory.offHeap.size')) ?? '0';
  // A bare number counts in bytes here.
  const offHeap = isOn ? jvmBytes(/^\d+$/.test(size) ? `${size}b` : size) : 0;
  const python =
    language === 'Python' ? mebibytes(property('spark.executor.pyspark.memory'), 0) : 0;
  return offHeap === undefined || python === undefined ? undefined : { offHeap, python };
}

/** Executors at least, at the start and at most; `most` is undefined where nothing limits them. */
export interface ExecutorCount {
  readonly least: number;
  readonly most: number | undefined;
  readonly isDynamic: boolean;
}

/** Undefined where it cannot be read. */
export function executorCount(settings: SparkSettings): ExecutorCount | undefined {
  const enabled = settings.of('dynamicAllocation.enabled');
  const instances = settings.of('executor.instances');
  if (textOf(enabled)?.toLowerCase() !== 'true') {
    if (enabled?.filledIn) return undefined;
    const count = numberIn(instances, settings.defaultInstances);
    return count === undefined ? undefined : { least: count, most: count, isDynamic: false };
  }
  const least = numberIn(settings.of('dynamicAllocation.minExecutors'), 0);
  const limit = settings.of('dynamicAllocation.maxExecutors');
  const most = numberIn(limit, undefined);
  if (least === undefined || (isSet(limit) && most === undefined)) return undefined;
  return { least, most, isDynamic: true };
}

/** Spark counts memory in whole MiB. */
function mebibytes(node: Node | undefined, initial: number): number | undefined {
  if (!isSet(node)) return initial;
  const bytes = jvmBytes(textOf(node)?.trim());
  return bytes === undefined ? undefined : Math.floor(bytes / mebi) * mebi;
}

function numberIn<T>(node: Node | undefined, initial: T): number | T | undefined {
  if (!isSet(node)) return initial;
  const text = textOf(node)?.trim() ?? '';
  return /^\d+(?:\.\d+)?$|^\.\d+$/.test(text) ? Number(text) : undefined;
}

function coresOf<T>(node: Node | undefined, initial: T): number | T | undefined {
  if (!isSet(node)) return initial;
  const found = node.filledIn ? undefined : amount(node);
  return found === undefined ? undefined : Number(found) / Number(NANO);
}
