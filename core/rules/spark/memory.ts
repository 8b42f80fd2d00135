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
    const match = /^(\d+)([bkmgtp]?)b?$/i.exec(text ?? '');
    if (!memory || text === undefined || !match) return [];
    const [, digits = '', unit = ''] = match;
    const isBare = unit === '' && !/b$/i.test(text);
    const bytes = Number(digits) * (isBare ? mebi : (units[unit.toLowerCase() || 'b'] ?? 1));
    return [{ key, memory, text, digits, isBare, bytes }];
  });
}

const mebi = 1_048_576;
const units: Record<string, number> = {
  b: 1,
  k: 1024,
  m: mebi,
  g: 1024 * mebi,
  t: mebi * mebi,
  p: mebi * mebi * 1024,
};
