/** The facts of a document of a file: of its objects, of the values of a chart that it is, and of those that its objects hold. */
import type { Earlier } from '../changes/changes.ts';
import { bytesOf } from '../graph/storageFacts.ts';
import type { ObjectFacts, Reference } from '../graph/facts.ts';
import { factsOf } from '../graph/factsOf.ts';
import { FactsOfDocument } from '../graph/factsOfDocument.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import { factsOfValues, referencesInValues } from '../graph/valuesFacts.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import { withUnnamedFiles } from '../findings/unnamedFiles.ts';
import type { ResolvedInline } from '../helm/valuesFiles.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { isTemplate } from '../model/isTemplate.ts';
import { releaseNamespace, watchesInValues, withWatches } from '../operators/watches.ts';
import type { Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import { at } from '../yaml/node.ts';
import { isSame } from './aroundFile.ts';
import { earlierOf, isCompared } from './earlierObjects.ts';

/** Kept with the document; those that were worked out for the present text are `knownFacts`. */
export function* documentFacts(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): Work<PlacedFacts> {
  const typed = session.values.chartOf(file, document);
  if (typed) return yield* ofValues(session, file, document, typed);
  const placed = yield* factsOf(session.store, document);
  const inline = placed.facts.length === 0 ? [] : session.values.inlineOf(file, document);
  const earlier = earlierClaims(session, file, document);
  const filling = session.fillingOf(file);
  const kept = document.memo<Kept>(memo, () => ({}));
  const from = [placed, filling, ...inline.map((each) => each.typed), ...earlier.values()];
  if (kept.placed && kept.from && isSame(kept.from, from)) return kept.placed;
  const grown = earlier.size === 0 ? placed.facts : grownIn(placed.facts, earlier);
  const watching = withWatches(grown, session.values, document);
  const own = withUnnamedFiles(watching, document, filling);
  const facts = inline.length === 0 ? own : yield* withInline(own, inline, document);
  return keep(
    document,
    facts === placed.facts ? placed : new FactsOfDocument(document, facts),
    from,
  );
}

/** Those that were worked out for the present text, as long as nothing else has been found. */
export function knownFacts(document: ManifestDocument): PlacedFacts | undefined {
  return document.memo<Kept>(memo, () => ({})).placed;
}

/** Whether a document is values of which something can be said to others. */
export function holdsValues(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): boolean {
  return !document.isTyped && session.values.chartOf(file, document) !== undefined;
}

interface Kept {
  placed?: PlacedFacts;
  /** What they were made from, beside the text. */
  from?: readonly unknown[];
}

const memo = Symbol('facts of a document');

function keep(
  document: ManifestDocument,
  placed: PlacedFacts,
  from: readonly unknown[],
): PlacedFacts {
  const kept = document.memo<Kept>(memo, () => ({}));
  kept.placed = placed;
  kept.from = from;
  return placed;
}

function* ofValues(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  typed: ChartSchema,
): Work<PlacedFacts> {
  const { root } = document;
  const hasTemplates = session.values.stateOf(file, document)?.recognised?.reason === 'chart';
  const from = [typed, hasTemplates];
  const kept = document.memo<Kept>(memo, () => ({}));
  if (kept.placed && kept.from && isSame(kept.from, from)) return kept.placed;
  const isRead = root?.type === 'map' && document.isReadable && !isTemplate(document);
  const references = isRead
    ? yield* referencesInValues({ root, typed, document, hasTemplates })
    : [];
  const watches = watchesInValues(session.values, file, document);
  const isSaid = references.length > 0 || watches;
  const facts = isSaid
    ? [factsOfValues({ references, ...(watches && { watches: [watches] }) }, document)]
    : [];
  return keep(document, new FactsOfDocument(document, facts), from);
}

/** Claims as they were, by the names that `nameOf` gives them. */
function earlierClaims(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): ReadonlyMap<string, Earlier> {
  const found = new Map<string, Earlier>();
  if (!isCompared(session, file)) return found;
  for (const object of document.identities) {
    if (object.gvk?.kind !== 'PersistentVolumeClaim') continue;
    const earlier = earlierOf(session, file, object);
    if (earlier) found.set(nameOf(object.name, object.namespace), earlier);
  }
  return found;
}

function nameOf(name = '', namespace = ''): string {
  return `${namespace}/${name}`;
}

/** Says of claims that ask for more than before what they asked for. */
function grownIn(
  facts: readonly ObjectFacts[],
  earlier: ReadonlyMap<string, Earlier>,
): readonly ObjectFacts[] {
  const all = facts.map((each) => {
    const { storage, name, namespace } = each;
    const before = storage?.of === 'claim' && earlier.get(nameOf(name.text, namespace));
    if (!before || storage.request === undefined) return each;
    const from = at(before.object.node, ['spec', 'resources', 'requests', 'storage']);
    const least = bytesOf(from);
    if (from?.type !== 'scalar' || least === undefined || least >= storage.request) return each;
    return { ...each, storage: { ...storage, grew: { from: from.source, was: before.was } } };
  });
  return all.every((each, index) => each === facts[index]) ? facts : all;
}

/** The objects of a document with the references of the values that they hold. */
function* withInline(
  facts: readonly ObjectFacts[],
  inline: readonly ResolvedInline[],
  document: ManifestDocument,
): Work<readonly ObjectFacts[]> {
  const found = new Map<ObjectFacts, Reference[]>();
  for (const each of inline) {
    const object = facts.find(({ within }) => within.every((step, at) => each.path[at] === step));
    const namespace = object && releaseNamespace(object.kind, at(document.root, object.within));
    if (!object || namespace === undefined) continue;
    const references = yield* referencesIn(each, document);
    const placed = references.map((one) => ({ namespace, ...one }));
    found.set(object, [...(found.get(object) ?? []), ...placed]);
  }
  if (found.size === 0) return facts;
  return facts.map((each) => {
    const more = found.get(each);
    return more ? { ...each, references: [...each.references, ...more] } : each;
  });
}

function* referencesIn(
  { typed, path, text: inText }: ResolvedInline,
  document: ManifestDocument,
): Work<Reference[]> {
  const own = inText?.document ?? document;
  const root = inText ? own.root : at(document.root, path);
  if (root?.type !== 'map' || own.parsed.problems.length > 0) return [];
  const found = yield* referencesInValues({ root, typed, document: own, hasTemplates: false });
  return inText ? found.map((each) => movedDown(each, inText.line)) : found;
}

/** Places in a text of a document as those of the document. */
function movedDown(reference: Reference, lines: number): Reference {
  const moved = <T extends { readonly range: Range }>(each: T): T => ({
    ...each,
    range: {
      start: { ...each.range.start, line: each.range.start.line + lines },
      end: { ...each.range.end, line: each.range.end.line + lines },
    },
  });
  const { name, keys, port } = reference;
  return {
    ...reference,
    name: moved(name),
    keys: keys.map(moved),
    ...(port && { port: moved(port) }),
  };
}
