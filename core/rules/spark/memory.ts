/** Memory of driver and executor as the JVM is given it. */
import { get, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import { podsOf } from './sparkSpec.ts';

export interface PodMemory {
  readonly key: string;
  readonly memory: Node;
  readonly text: string;
  readonly digits: string;
  readonly isBare: boolean;
  readonly bytes: number;
}

/** Spark refuses to start with less: 1.5 times the 300 MiB that it keeps for itself. */
export const leastBytes = 471_859_200;

/** Of every pod whose memory has the form of one. */
export function memoriesOf(spec: Node): PodMemory[] {
  return podsOf(spec).flatMap(({ key, pod }) => {
    const memory = get(pod, 'memory');
    const text = string(memory);
    const bytes = jvmBytes(text);
    if (!memory || text === undefined || bytes === undefined) return [];
    const digits = /^\d+/.exec(text)?.[0] ?? '';
    return [{ key, memory, text, digits, isBare: digits === text, bytes }];
  });
}

/** A size as Spark reads that of a heap, in bytes: a bare number counts in MiB. */
export function jvmBytes(text: string | undefined): number | undefined {
  const [, digits, unit = ''] = /^(\d+)((?:b|[kmgtp]b?)?)$/i.exec(text ?? '') ?? [];
  if (digits === undefined) return undefined;
  return Number(digits) * (unit === '' ? mebi : (units[unit.charAt(0).toLowerCase()] ?? 1));
}

export const mebi = 1_048_576;
const units: Record<string, number> = {
  b: 1,
  k: 1024,
  m: mebi,
  g: 1024 * mebi,
  t: mebi * mebi,
  p: mebi * mebi * 1024,
};
