/** The objects in the files of the workspace, for the graph: read once, kept without their texts. */
import { basename } from 'node:path';
import { filePathOf, fileUriOf } from '../../shared/uri.ts';
import { ofTheirOwn, plainFacts } from '../findings/keptFacts.ts';
import { factsOf } from '../graph/factsOf.ts';
import type { Graph, PlacedFacts } from '../graph/graph.ts';
import { SharedParts } from '../graph/sharedParts.ts';
import type { ValuesFiles } from '../helm/valuesFiles.ts';
import { isNamedLikeValues } from '../helm/valuesHead.ts';
import type { Kustomizations } from '../kustomize/kustomizations.ts';
import { impliedKind } from '../model/impliedKind.ts';
import { isTemplate } from '../model/isTemplate.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import { ManifestFile } from '../model/manifestFile.ts';
import type { Surroundings } from '../model/surroundings.ts';
import { operatorInValues, withWatches } from '../operators/watches.ts';
import type { Slices } from '../pacing/slices.ts';
import type { Work } from '../pacing/work.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import type { Extractor, ScannedFile } from './extractor.ts';

export interface ObjectParts {
  readonly graph: Graph;
  readonly store: SchemaStore;
  readonly surroundings: Surroundings;
  readonly kustomizations: Kustomizations;
  readonly values: ValuesFiles;
}

export class ObjectExtractor implements Extractor {
  /** Files that may hold objects and were left to somebody else, by their paths: see `setFacts`. */
  readonly left = new Set<string>();
  readonly #around: ObjectParts;
  readonly #leaves: () => boolean;
  readonly #parts = new SharedParts();
  /** Documents of patches, by the addresses of their files: they are objects again once no kustomization names them. */
  readonly #patches = new Map<string, readonly PlacedFacts[]>();
  #lastId = 0;

  /** `leaves`: whether somebody else reads the objects of the files that come now. */
  constructor(around: ObjectParts, leaves: () => boolean) {
    this.#around = around;
    this.#leaves = leaves;
  }

  get summary(): string {
    return `${this.#around.graph.count} objects`;
  }

  mayHold({ path, bytes }: ScannedFile): boolean {
    if (bytes.length > maxObjectBytes || !mayTell(path, bytes)) return false;
    return this.#around.surroundings.roleOf(path) === 'manifest';
  }

  async take({ path, bytes }: ScannedFile, slices: Slices): Promise<void> {
    if (this.#leaves()) {
      this.left.add(path);
      return;
    }
    const shared = { nextId: () => --this.#lastId };
    const file = new ManifestFile(fileUriOf(path), 'yaml', 0, bytes.toString(), shared);
    const documents = await slices.run(
      factsIn(file, (each) => factsOfText(this.#around, file, each)),
    );
    this.setFacts(path, ofTheirOwn(documents));
  }

  /** What the documents of a file say; nobody else may hold it. */
  setFacts(path: string, documents: readonly PlacedFacts[]): void {
    const uri = fileUriOf(path);
    this.left.delete(path);
    this.#patches.delete(uri);
    this.#around.graph.setOnDisk(uri, this.#parts.in(documents));
  }

  drop(path: string): void {
    const uri = fileUriOf(path);
    this.left.delete(path);
    this.#patches.delete(uri);
    this.#around.graph.setOnDisk(uri, undefined);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    const isWantedUri = (uri: string): boolean => {
      const path = filePathOf(uri);
      return path !== undefined && isWanted(path);
    };
    for (const path of [...this.left]) if (!isWanted(path)) this.left.delete(path);
    for (const uri of [...this.#patches.keys()]) if (!isWantedUri(uri)) this.#patches.delete(uri);
    this.#around.graph.keepOnDisk(isWantedUri);
  }

  /** A patch is no object: which files are patches is known once all kustomizations were read. */
  settled(): void {
    const { graph, kustomizations } = this.#around;
    const isPatch = (uri: string): boolean => kustomizations.isPatch(filePathOf(uri) ?? '');
    for (const [uri, documents] of [...this.#patches]) {
      if (isPatch(uri)) continue;
      this.#patches.delete(uri);
      graph.setOnDisk(uri, documents);
    }
    graph.keepOnDisk((uri, documents) => {
      if (!isPatch(uri)) return true;
      this.#patches.set(uri, documents);
      return false;
    });
  }
}

/** Tells what a document says. */
export type FactsOfDocument = (document: ManifestDocument) => Work<PlacedFacts>;

/** What the documents of a file say that may hold objects, patches among them; of templates nothing. */
export function* objectFacts(
  { surroundings }: Pick<ObjectParts, 'surroundings'>,
  file: ManifestFile,
  factsOfDocument: FactsOfDocument,
): Work<PlacedFacts[]> {
  const { path } = file;
  if (path === undefined || surroundings.roleOf(path) !== 'manifest') return [];
  return yield* factsIn(file, factsOfDocument);
}

function* factsIn(file: ManifestFile, factsOfDocument: FactsOfDocument): Work<PlacedFacts[]> {
  const found: PlacedFacts[] = [];
  for (const document of file.documents) {
    yield;
    if (isTemplate(document)) continue;
    const placed = yield* factsOfDocument(document);
    if (placed.facts.length > 0) found.push(plainFacts(document, placed));
  }
  return found;
}

/** Without what values of charts name. */
function* factsOfText(
  { store, values }: Pick<ObjectParts, 'store' | 'values'>,
  file: ManifestFile,
  document: ManifestDocument,
): Work<PlacedFacts> {
  const placed = yield* factsOf(store, document);
  const { startLine, startCharacter } = document;
  const operator = operatorInValues(values, file, document);
  const facts = operator ? [operator] : withWatches(placed.facts, values, document);
  return { startLine, startCharacter, facts };
}

/** Both stand in every manifest. */
const marks = ['apiVersion', 'kind'];

/** Larger files of a workspace are no manifests. */
export const maxObjectBytes = 1_000_000;

/** Whether a file may be a manifest by the words in it. */
export function looksLikeManifest(bytes: Buffer): boolean {
  return marks.every((mark) => bytes.includes(mark));
}

/** The same of a file with a name, which may say what it is. */
export function mayBeManifest(path: string, bytes: Buffer): boolean {
  return impliedKind(basename(path)) !== undefined || looksLikeManifest(bytes);
}

/** Whether a file may say something to others: a manifest, or values of an operator. */
export function mayTell(path: string, bytes: Buffer): boolean {
  return mayBeManifest(path, bytes) || mayBeOfOperator(path, bytes);
}

/** Values for the chart of an operator say what the operator looks at; those of other charts are read when they are opened. */
function mayBeOfOperator(path: string, bytes: Buffer): boolean {
  return isNamedLikeValues(basename(path)) && ofOperators.some((mark) => bytes.includes(mark));
}

/** One of these stands in values that say more than the defaults of the chart. */
const ofOperators = ['amespace', 'webhook', 'batchScheduler', 'uiIngress', 'DisruptionBudget'];
