/** Nodes as values of JavaScript: what is sent to an API server, or read from a chart, is made from the nodes that are checked. */
import { keyName } from './keyName.ts';
import type { Node, ScalarNode } from './node.ts';
import { serverNumber } from './serverNumber.ts';

/** What an API server takes at most in one request (its own limit, 3 MiB). */
export const mostCharacters = 3 * 1024 * 1024;

export interface ValueOptions {
  /** A whole number that a JavaScript number would round is a `bigint`. */
  readonly isExact: boolean;
}

/** The value of a node. What several aliases name is one object, not a copy for each. */
export function valueOf(node: Node, options: ValueOptions): unknown {
  return new Values(options).of(node);
}

class Values {
  readonly #isExact: boolean;
  readonly #done = new Map<Node, unknown>();

  constructor({ isExact }: ValueOptions) {
    this.#isExact = isExact;
  }

  of(node: Node): unknown {
    if (node.type === 'scalar') return this.#isExact ? exactValue(node) : node.value;
    const known = this.#done.get(node);
    if (known !== undefined) return known;
    const value =
      node.type === 'seq'
        ? node.items.map((item) => this.of(item))
        : Object.fromEntries(
            node.entries.map(({ key, value: item }) => [keyOf(key), this.of(item)]),
          );
    this.#done.set(node, value);
    return value;
  }
}

function keyOf(key: ScalarNode): string {
  return keyName(key) ?? key.source;
}

function exactValue({ value, source }: ScalarNode): unknown {
  if (typeof value !== 'number' || !Number.isInteger(value) || Number.isSafeInteger(value))
    return value;
  return serverNumber(source) ?? value;
}

/** Characters that a node takes once all aliases are written out. */
export function writtenSize(root: Node): number {
  const sizes = new Map<Node, number>();
  const sizeOf = (node: Node): number => {
    if (node.type === 'scalar') return node.source.length + 2;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    let size = 2;
    if (node.type === 'seq') for (const item of node.items) size += sizeOf(item) + 1;
    else for (const { key, value } of node.entries) size += sizeOf(key) + sizeOf(value) + 2;
    sizes.set(node, size);
    return size;
  };
  return sizeOf(root);
}
