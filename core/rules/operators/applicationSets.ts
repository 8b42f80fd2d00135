/** What the generators of an ApplicationSet of Argo CD fill into its template. */
import { at, entries, get, items, text, type Node } from '../../yaml/node.ts';
import { boolean, isSet, list } from '../read.ts';

/** Names, with points for what lies within, that a list says; undefined where generators find them elsewhere. */
export function parametersOf(spec: Node): ReadonlySet<string> | undefined {
  const generators = list(get(spec, 'generators'));
  if (generators.length === 0) return undefined;
  const names = new Set<string>();
  for (const generator of generators) {
    const elements = at(generator, ['list', 'elements']);
    const isAlone = entries(generator).every(
      ({ key }) => key.source === 'list' || key.source === 'selector',
    );
    if (!isAlone || elements?.type !== 'seq' || isSet(at(generator, ['list', 'elementsYaml'])))
      return undefined;
    if (isSet(at(generator, ['list', 'template']))) return undefined;
    for (const element of items(elements)) {
      if (element.filledIn) return undefined;
      addNames(element, '', names, 0);
    }
  }
  return names;
}

/** How many applications are made at least; undefined where that is found elsewhere. */
export function countOfElements(spec: Node): number | undefined {
  let count = 0;
  for (const generator of list(get(spec, 'generators'))) {
    const elements = at(generator, ['list', 'elements']);
    if (elements?.type !== 'seq' || entries(generator).length > 1) return undefined;
    count += elements.items.length;
  }
  return count;
}

/** Undefined where that is filled in, or written in a way that is told by itself. */
export function usesGoTemplates(spec: Node): boolean | undefined {
  const flag = get(spec, 'goTemplate');
  return flag && isSet(flag) ? boolean(flag) : false;
}

/** Deeper than anything that a template reads. */
const maxDepth = 10;

function addNames(node: Node, before: string, names: Set<string>, depth: number): void {
  if (depth > maxDepth) return;
  for (const { key, value } of entries(node)) {
    const name = `${before}${key.source}`;
    names.add(name);
    addNames(value, `${name}.`, names, depth + 1);
  }
}

/** Whether the template says by itself how each application is called. */
export function nameOf(spec: Node): { readonly node: Node; readonly isFixed: boolean } | undefined {
  const node = at(spec, ['template', 'metadata', 'name']);
  if (!node) return undefined;
  return { node, isFixed: !node.filledIn && text(node)?.includes('{{') === false };
}
