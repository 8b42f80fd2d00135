/** What a merge patch says about the merging itself: `$patch: delete`, `$retainKeys`, `$setElementOrder/NAME`. */
import { entry, mapNode, seqNode, type Entry, type MapNode, type Node } from '../yaml/node.ts';

/** The tree without instructions, and without items of lists that only say what to do with another item. */
export function withoutInstructions(root: Node): Node {
  return new Stripping().of(root);
}

/** The tree without apiVersion and kind: of a patch with a target nobody reads those. */
export function withoutHead(root: Node): Node {
  if (root.type !== 'map') return root;
  const { byKey: _, ...others } = root;
  const isRead = ({ key }: Entry): boolean => !['apiVersion', 'kind'].includes(key.source);
  return { ...others, entries: root.entries.filter(isRead) };
}

class Stripping {
  /** Aliases make graphs of trees. */
  readonly #done = new Map<Node, Node>();

  of(node: Node): Node {
    if (node.type === 'scalar') return node;
    const known = this.#done.get(node);
    if (known) return known;
    const made = node.type === 'map' ? this.#ofMap(node) : this.#ofItems(node);
    this.#done.set(node, made);
    return made;
  }

  #ofMap(node: MapNode): Node {
    const { duplicates, span } = node;
    const entries = node.entries
      .filter(({ key }) => !isInstruction(key.source))
      .map((each) => {
        const value = this.of(each.value);
        return value === each.value ? each : { ...each, value };
      });
    const isSame =
      entries.length === node.entries.length &&
      entries.every((each, index) => each === node.entries[index]);
    return isSame ? node : mapNode({ entries, duplicates, span });
  }

  #ofItems(node: Extract<Node, { type: 'seq' }>): Node {
    const items = node.items.filter((item) => !entry(item, '$patch')).map((item) => this.of(item));
    const isSame =
      items.length === node.items.length &&
      items.every((item, index) => item === node.items[index]);
    return isSame ? node : seqNode({ items, span: node.span });
  }
}

function isInstruction(key: string): boolean {
  return /^\$(?:patch|retainKeys|setElementOrder\/|deleteFromPrimitiveList\/)/.test(key);
}
