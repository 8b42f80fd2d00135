/** Requests and limits of containers and pods. */
import { entries, type Entry, type Node } from '../../yaml/node.ts';
import { string } from '../read.ts';
import type { Visit } from '../../walk/visit.ts';

export const PART = /^(limits|requests)$/;

export function each(resources: Node): Entry[] {
  return entries(resources)
    .filter(({ key }) => PART.test(key.source))
    .flatMap(({ value }) => entries(value));
}

export function isPodLevel({ parent }: Visit): boolean {
  return parent?.type === 'core.v1/PodSpec';
}

export function written(node: Node): string {
  return node.type === 'scalar' ? (string(node) ?? node.source) : '';
}
