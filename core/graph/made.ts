/** Objects that an operator, a controller or a tool makes from another one: their names follow from that object. */
import type { MadeFacts } from '../../shared/kindFacts.ts';
import { at, get, items, text, type Node } from '../yaml/node.ts';
import type { MadeObject } from './facts.ts';
import { isName } from './references.ts';

/** Those whose names are known; one whose name is filled in later is left out. */
export function madeObjects(facts: readonly MadeFacts[], object: Node, name: string): MadeObject[] {
  return facts.flatMap(({ kind, group = '', name: pattern, each, keys }) => {
    const around = each === undefined ? [object] : items(at(object, each.split('.')));
    return around.flatMap((item) => {
      const own = each === undefined ? name : (text(get(item, 'name')) ?? '');
      const written = filledIn(pattern, item, own);
      if (written === undefined || !isName(written)) return [];
      return [{ group, kind, name: written, ...(keys && { keys }) }];
    });
  });
}

/** `{name}-app`, `{spec.secretName}`, `{spec.target.name|name}`: the first path that is there. */
function filledIn(pattern: string, object: Node, name: string): string | undefined {
  const values = [...pattern.matchAll(/\{([^{}]*)\}/g)].map(([, paths = '']) =>
    paths
      .split('|')
      .map((path) => (path === 'name' ? name : text(at(object, path.split('.')))))
      .find((value) => value !== undefined && value !== ''),
  );
  if (values.includes(undefined)) return undefined;
  return pattern.replace(/\{[^{}]*\}/g, () => values.shift() ?? '');
}
