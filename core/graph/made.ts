/** Objects that an operator, a controller or a tool makes from another one: their names follow from that object. */
import type { MadeFacts, MadePorts } from '../../shared/kindFacts.ts';
import { at, entries, get, items, text, type Node } from '../yaml/node.ts';
import type { MadeObject } from './facts.ts';
import { isName } from './references.ts';

/** Those whose names are known; one whose name is filled in later is left out. */
export function madeObjects(facts: readonly MadeFacts[], object: Node, name: string): MadeObject[] {
  return facts.flatMap((fact) => {
    const { group = '', each, annotated, keys } = fact;
    const ports = fact.ports && portsOf(fact.ports, object);
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
          ...(ports && { ports }),
        },
      ];
    });
  });
}

/** Undefined where one of them is not known. */
function portsOf(
  { each, where = {}, also = [] }: MadePorts,
  object: Node,
): readonly string[] | undefined {
  const list = at(object, each.split('.'));
  const counted = items(list).filter((item) =>
    Object.entries(where).every(([field, value]) => {
      const written = get(item, field);
      return written?.filledIn === true || text(written) === value;
    }),
  );
  const ports = counted.map((item) => get(item, 'port'));
  const known = ports.flatMap((port) =>
    port?.type === 'scalar' && !port.filledIn ? [port.source] : [],
  );
  return list?.type === 'seq' && known.length === ports.length ? [...known, ...also] : undefined;
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

/** A number counts the items of a list. */
function stepsOf(path: string): (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}

/** `{name}-app`, `{spec.secretName}`, `{spec.target.name|name}`: the first path that is there. */
function filledIn(pattern: string, { node, name }: Maker, object: string): string | undefined {
  const words: Readonly<Record<string, string>> = { name, object };
  const values = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, paths = '']) =>
    paths
      .split('|')
      .map((path) => words[path] ?? text(at(node, stepsOf(path))))
      .find((value) => value !== undefined && value !== ''),
  );
  if (values.includes(undefined)) return undefined;
  return pattern.replace(/\{[^{}]*\}/g, () => values.shift() ?? '');
}
