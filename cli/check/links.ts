/** What is wrong between files: found once all of them are read, from what the checkers have told of their objects. */
import type { LinkedByLine } from '../../core/features/linkedDiagnostics.ts';
import type { LinkedFinding } from '../../core/graph/checks/linked.ts';
import { Graph, kindKey, type PlacedFacts } from '../../core/graph/graph.ts';
import { Links } from '../../core/graph/links.ts';
import { canonicalUri, fileUriOf } from '../../shared/uri.ts';
import type { ExaminedFile } from './finding.ts';

export class LinkedFiles {
  readonly #documents = new Map<string, readonly PlacedFacts[]>();
  readonly #scopes = new Map<string, boolean>();

  add({ path, objects, scopes = [] }: ExaminedFile): void {
    for (const [kind, isNamespaced] of scopes) this.#scopes.set(kind, isNamespaced);
    if (objects !== undefined)
      this.#documents.set(path, JSON.parse(objects) as readonly PlacedFacts[]);
  }

  /** The findings of each of the files, by the first lines of its documents. Files without any are left out. */
  *findings(paths: readonly string[]): Generator<[path: string, byLine: LinkedByLine]> {
    const links = new Links({
      graph: this.#graph(),
      isNamespaced: (kind) => this.#scopes.get(kindKey(kind)),
    });
    for (const path of paths) {
      const uri = uriOf(path);
      const byLine = new Map<number, readonly LinkedFinding[]>();
      for (const placed of this.#documents.get(path) ?? []) {
        const found = links.of(uri, placed);
        if (found.length > 0) byLine.set(placed.startLine, found);
      }
      if (byLine.size > 0) yield [path, byLine];
    }
  }

  /** In the order of the paths, whichever came first. */
  #graph(): Graph {
    const graph = new Graph();
    for (const [path, documents] of [...this.#documents].sort(([a], [b]) => (a < b ? -1 : 1)))
      graph.setOnDisk(uriOf(path), documents);
    graph.isWhole = true;
    return graph;
  }
}

function uriOf(path: string): string {
  return canonicalUri(fileUriOf(path));
}
