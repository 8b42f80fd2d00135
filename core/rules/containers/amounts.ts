/** Requests and limits of containers and pods. */
import { entries, get, type Entry, type Node } from '../../yaml/node.ts';
import { parseQuantity } from '../../formats/quantity.ts';
import { amount, string } from '../read.ts';
import type { Visit } from '../../walk/visit.ts';

/** All that is written under requests and limits. */
export function amountsIn(resources: Node): Entry[] {
  return entries(resources)
    .filter(({ key }) => /^(limits|requests)$/.test(key.source))
    .flatMap(({ value }) => entries(value));
}

/** Resources of the whole pod. */
export function isPodLevel({ parent }: Visit): boolean {
  return parent?.type === 'core.v1/PodSpec';
}

/** As the author wrote it. */
export function written(node: Node): string {
  return node.type === 'scalar' ? (string(node) ?? node.source) : '';
}

/** What every node has, without a domain in its name. */
export const standardResource = /^(cpu|memory|ephemeral-storage|hugepages-.+)$/;

/** Whether more of it may be promised than there is, so that a request may be less than its limit. */
export function isOvercommitted(name: string): boolean {
  return /^(cpu|memory|ephemeral-storage)$/.test(name);
}

export interface LimitedRequest {
  readonly name: string;
  readonly value: Node;
  readonly requested: bigint;
  readonly limit: Node;
  readonly allowed: bigint;
}

/** Requests that have a limit, both as amounts. */
export function limitedRequests(visit: Visit): LimitedRequest[] {
  const limits = get(visit.node, 'limits');
  return entries(get(visit.node, 'requests')).flatMap(({ key, value }) => {
    const requested = amount(value);
    const limit = get(limits, key.source);
    const allowed = limitOf(visit, limit);
    if (requested === undefined || requested < 0n || !limit || allowed === undefined) return [];
    return [{ name: key.source, value, requested, limit, allowed }];
  });
}

/** A limit without an amount is one of nothing; Helm takes it for none. */
export function limitOf({ ctx }: Visit, limit: Node | undefined): bigint | undefined {
  const isNothing = limit?.type === 'scalar' && limit.value === null;
  return isNothing && !ctx.isValues ? 0n : amount(limit);
}

/** Of the pages that a resource called `hugepages-2Mi` is measured in. */
export function hugePageSize(
  name: string,
): { readonly text: string; readonly amount: bigint } | undefined {
  const text = /^hugepages-(.+)$/.exec(name)?.[1];
  if (text === undefined) return undefined;
  const page = parseQuantity(text);
  return page !== undefined && page > 0n ? { text, amount: page } : undefined;
}
