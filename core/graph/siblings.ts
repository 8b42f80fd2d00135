/** The objects of a kind, also by the folders of their files. */
import { groupBy } from '../../shared/groupBy.ts';
import { asLongAsSame } from './asLongAsSame.ts';
import type { KindName } from './facts.ts';
import { kindKey, type Declared, type Graph } from './graph.ts';

export interface Siblings {
  readonly all: readonly Declared[];
  readonly byFolder: ReadonlyMap<string, readonly Declared[]>;
}

export function siblingsOf(graph: Graph, kind: KindName): Siblings {
  return asLongAsSame(graph, `siblings ${kindKey(kind)}`, () => {
    const all = [...graph.ofKind(kind)];
    return { all, byFolder: groupBy(all, ({ by }) => folderOf(by.uri)) };
  });
}

export function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
