/** The objects in the files of the workspace, for the graph: read once, kept without their texts. */
import { filePathOf, fileUriOf } from '../../shared/uri.ts';
import { factsOf } from '../graph/factsOf.ts';
import type { Graph, PlacedFacts } from '../graph/graph.ts';
import { isTemplate } from '../model/isTemplate.ts';
import { ManifestFile } from '../model/manifestFile.ts';
import type { Surroundings } from '../model/surroundings.ts';
import type { Slices } from '../pacing/slices.ts';
import type { Work } from '../pacing/work.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import type { Extractor, ScannedFile } from './extractor.ts';

export interface ObjectParts {
  readonly graph: Graph;
  readonly store: SchemaStore;
  readonly surroundings: Surroundings;
}

export class ObjectExtractor implements Extractor {
  readonly #parts: ObjectParts;
  #lastId = 0;

  constructor(parts: ObjectParts) {
    this.#parts = parts;
  }

  get summary(): string {
    return `${this.#parts.graph.count} objects`;
  }

  mayHold({ path, bytes }: ScannedFile): boolean {
    if (bytes.length > maxBytes || !marks.every((mark) => bytes.includes(mark))) return false;
    const role = this.#parts.surroundings.roleOf(path);
    return role === 'manifest';
  }

  async take({ path, bytes }: ScannedFile, slices: Slices): Promise<void> {
    const { graph, store } = this.#parts;
    const shared = { nextId: () => --this.#lastId };
    const file = new ManifestFile(fileUriOf(path), 'yaml', 0, bytes.toString(), shared);
    const documents: PlacedFacts[] = [];
    for (const document of file.documents) {
      await slices.next();
      if (isTemplate(document)) continue;
      const placed = await inSlices(factsOf(store, document), slices);
      if (placed.facts.length > 0) documents.push(detached(placed));
    }
    graph.setOnDisk(file.uri, documents);
  }

  drop(path: string): void {
    this.#parts.graph.setOnDisk(fileUriOf(path), undefined);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    this.#parts.graph.keepOnDisk((uri) => {
      const path = filePathOf(uri);
      return path !== undefined && isWanted(path);
    });
  }

  settled(): void {
    // each file counts at once
  }
}

async function inSlices<T>(work: Work<T>, slices: Slices): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    await slices.next();
  }
}

/** Without the text of the file, of which each word of the facts is a part. */
function detached({ startLine, startCharacter, facts }: PlacedFacts): PlacedFacts {
  return JSON.parse(JSON.stringify({ startLine, startCharacter, facts })) as PlacedFacts;
}

/** Both stand in every manifest. */
const marks = ['apiVersion', 'kind'];
const maxBytes = 1_000_000;
