/** The documents of an open file that hold objects, with their facts: after an edit those that it touched are looked at. */
import { clusterObjectScheme } from '../../shared/protocol.ts';
import { canonicalUri } from '../../shared/uri.ts';
import { takeOverFacts } from '../graph/factsOfDocument.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { finish, type Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { carriedOver, type KeptInOrder } from '../model/carriedOver.ts';
import { documentFacts, holdsValues, knownFacts } from './documentFacts.ts';
import { documentTarget } from './target.ts';

/** The same lists as long as they hold the same. */
export interface HeldObjects {
  readonly documents: readonly ManifestDocument[];
  /** Of each of these documents. */
  readonly placed: readonly PlacedFacts[];
}

interface Kept extends HeldObjects {
  /** What surrounds the file, the schemas, and what its objects are compared with. */
  readonly key: readonly unknown[];
  /** Of all documents of the file that nothing but their text and the key makes others. */
  readonly settled: KeptInOrder<Settled>;
}

interface Settled {
  /** Undefined where the document holds no objects. */
  readonly facts: PlacedFacts | undefined;
}

const known = new WeakMap<ManifestFile, Kept>();

export function* heldObjects(session: Session, around: AroundFile): Work<HeldObjects> {
  const { file } = around;
  const { store, earlierTexts, liveObjects } = session;
  const key = [around, store.revision, earlierTexts.of(file.uri), liveObjects.revision];
  const all = [...file.documents];
  const last = known.get(file);
  const before = last && isSame(last.key, key) ? last : undefined;
  const values = carriedOver(before?.settled, all);
  if (before) takeOver(before.settled.documents, all);
  const documents: ManifestDocument[] = [];
  const placed: PlacedFacts[] = [];
  for (const [index, document] of all.entries()) {
    const settled = values[index];
    const facts = settled ? settled.facts : yield* factsHeld(session, around, document);
    // Whether another document is values of a chart, may change without it.
    if (document.isTyped) values[index] ??= { facts };
    if (!facts) continue;
    documents.push(document);
    placed.push(facts);
  }
  const isAsBefore = before && isSame(before.documents, documents) && isSame(before.placed, placed);
  const held = isAsBefore ? before : { documents, placed };
  known.set(file, { ...held, key, settled: { documents: all, values } });
  return held;
}

/** The one document that an edit changed takes over what it goes on saying. */
function takeOver(before: readonly ManifestDocument[], now: readonly ManifestDocument[]): void {
  if (before.length !== now.length) return;
  const changed = now.findIndex((document, index) => document !== before[index]);
  const [old, document] = [before[changed], now[changed]];
  if (old && document) takeOverFacts(old, document);
}

function* factsHeld(
  session: Session,
  around: AroundFile,
  document: ManifestDocument,
): Work<PlacedFacts | undefined> {
  const { file } = around;
  if (!holdsObjects(session, file, document, around)) return undefined;
  return yield* documentFacts(session, file, document);
}

/** Tells the graph what the file holds now, once that is known of all its documents: until then what lies on disk counts. */
export function noteObjects(session: Session, file: ManifestFile): void {
  const placed = objectDocuments(session, file).map((document) => knownFacts(document));
  if (placed.every((each) => each !== undefined))
    session.graph.setOpen(canonicalUri(file.uri), placed);
}

/** The same, with the facts of all its documents, whatever that costs: for a request of the user. */
export function readObjects(session: Session, file: ManifestFile): void {
  const { placed } = finish(heldObjects(session, aroundFile(session, file)));
  session.graph.setOpen(canonicalUri(file.uri), placed);
}

/** The documents of a file that hold objects. */
export function objectDocuments(session: Session, file: ManifestFile): ManifestDocument[] {
  const around = aroundFile(session, file);
  return file.documents.filter((document) => holdsObjects(session, file, document, around));
}

/** Whether a document holds objects, and in what situation. */
interface Held {
  readonly around: AroundFile;
  readonly chart: unknown;
  readonly is: boolean;
}

const holdsMemo = Symbol('holds objects');

/** What is edited of a cluster is no second definition of what a file defines. */
function isOfCluster({ uri }: ManifestFile): boolean {
  return uri.startsWith(`${clusterObjectScheme}:`);
}

/** An object that is all there: no patch, and nothing that a template engine fills in first. Values of a chart, which name objects, count as one. */
export function holdsObjects(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  around: AroundFile = aroundFile(session, file),
): boolean {
  const { gvk } = document;
  if (isOfCluster(file)) return false;
  if (!gvk) return holdsValues(session, file, document);
  const chart = session.values.chartOf(file, document);
  const kept = document.memo<{ last?: Held }>(holdsMemo, () => ({}));
  if (kept.last?.around === around && kept.last.chart === chart) return kept.last.is;
  const target = documentTarget(session, file, document);
  // A kustomization is the file of a tool, and makes objects.
  const isOfTool = target.kind === 'toolFile' || target.kind === 'file';
  const is = isOfTool
    ? session.store.makesOf(gvk).length > 0
    : target.kind === 'manifest' && !target.isPatch && !target.isTemplate;
  kept.last = { around, chart, is };
  return is;
}
