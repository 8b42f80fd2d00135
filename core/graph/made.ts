/** Objects that an operator, a controller or a tool makes from another one: their names follow from that object. */
import type { MadeFacts } from '../../shared/kindFacts.ts';
import { at, entries, get, items, text, type Node } from '../yaml/node.ts';
import type { MadeObject } from './facts.ts';
import { isName } from './references.ts';

/** Those whose names are known; one whose name is filled in later is left out. */
export function madeObjects(facts: readonly MadeFacts[], object: Node, name: string): MadeObject[] {
  return facts.flatMap((fact) => {
    const { group = '', each, annotated, keys } = fact;
    if (annotated && !hasOneOf(annotated, object)) return [];
    const makers =
      each === undefined ? [{ node: object, name }] : itemsOf(at(object, each.split('.')));
    return makers.flatMap((maker) => {
      const read = (pattern: string): string | undefined => filledIn(pattern, maker, name);
      const [written, kind] = [read(fact.name)?.replaceAll('_', '-'), read(fact.kind)];
      const namespace = fact.namespace === undefined ? undefined : read(fact.namespace);
      if (written === undefined || kind === undefined || !isName(written)) return [];
      return [
        {
          ...{ group, kind, name: written },
          ...(namespace !== undefined && { namespace }),
          ...(keys && { keys }),
        },
      ];
    });
  });
}

function hasOneOf(annotations: readonly string[], object: Node): boolean {
  const written = get(get(object, 'metadata'), 'annotations');
  return annotations.some((annotation) => get(written, annotation) !== undefined);
}

/** What an object is made for, with its name. */
interface Maker {
  readonly node: Node;
  readonly name: string;
}

function itemsOf(list: Node | undefined): Maker[] {
  return [
    ...items(list).map((node) => ({ node, name: text(get(node, 'name')) ?? '' })),
    ...entries(list).map(({ key, value }) => ({ node: value, name: key.source })),
  ];
}

/** `{name}-app`, `{spec.secretName}`, `{spec.target.name|name}`: the first path that is there. */
function filledIn(pattern: string, { node, name }: Maker, object: string): string | undefined {
  const words: Readonly<Record<string, string>> = { name, object };
  const values = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, paths = '']) =>
    paths
      .split('|')
      .map((path) => words[path] ?? text(at(node, path.split('.'))))
      .find((value) => value !== undefined && value !== ''),
  );
  if (values.includes(undefined)) return undefined;
  return pattern.replace(/\{[^{}]*\}/g, () => values.shift() ?? '');
}
