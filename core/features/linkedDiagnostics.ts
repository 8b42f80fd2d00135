/** Diagnostics about a document and others: they come once the workspace has been looked at. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { clusterObjectScheme } from '../../shared/protocol.ts';
import { canonicalUri } from '../../shared/uri.ts';
import type { Rules } from '../configuration/configurations.ts';
import type { Finding, Suppressed } from '../findings/finding.ts';
import { maxFindings } from '../findings/maxFindings.ts';
import { suppressedIn } from '../findings/suppress.ts';
import type { LinkedFinding } from '../graph/checks/linked.ts';
import { factsOf, knownFacts, presentFacts } from '../graph/factsOf.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import { replacedRanges } from '../kustomize/replacements.ts';
import type { ReplacedFields } from '../model/transformed.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { finish, type Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import type { Span } from '../yaml/node.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { notReplaced, notSuppressed, shownLinked, type LinkedDocument } from './shownLinked.ts';
import { documentTarget } from './target.ts';

/** Those of a document; none before it is known what there is in the workspace. */
export function* linkedFindings(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): Work<readonly Finding[]> {
  if (!session.graph.isWhole || !holdsObjects(session, file, document)) return none;
  const placed = yield* factsOf(session.store, document);
  const found = session.links.of(canonicalUri(file.uri), placed);
  if (found.length === 0) return none;
  const spanOf = ({ start, end }: Range): Span => [
    document.offsetAt(start),
    document.offsetAt(end),
  ];
  const known = notReplaced(found, replacedIn(session, file, document));
  return notSuppressed(known, suppressedOf(document)).map((one) => ({
    ...{ code: one.code, severity: one.severity, message: one.message },
    span: spanOf(one.range),
    ...(one.fix && {
      fix: { title: one.fix.title, edits: [[spanOf(one.fix.range), one.fix.newText]] },
    }),
    ...withCreation(one, document),
  }));
}

/** Where kustomizations fill in other values. */
export function replacedIn(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): readonly Range[] {
  return replacedRanges(document, aroundFile(session, file).transformed?.replaced);
}

/** A fix that puts new documents behind the document; JSON takes none. */
function withCreation(
  { creation }: LinkedFinding,
  { text }: ManifestDocument,
): Pick<Finding, 'otherFixes'> {
  const created = /^\s*\{/.test(text) ? undefined : creation?.();
  if (!created) return {};
  const lineBreak = text.endsWith('\n') ? '' : '\n';
  const end: Span = [text.length, text.length];
  return { otherFixes: [{ title: created.title, edits: [[end, lineBreak + created.text]] }] };
}

/** Worked out once for a text: its lines are read for it. */
export function suppressedOf(document: ManifestDocument): Suppressed | undefined {
  return document.memo(suppressedMemo, () => suppressedIn(document));
}

const suppressedMemo = Symbol('what comments switch off');

const none: readonly Finding[] = [];

/** Those of all documents of the file, as the protocol has them. */
export function* linkedDiagnostics(
  session: Session,
  around: AroundFile,
  rules: Rules,
): Work<readonly Diagnostic[]> {
  if (!session.graph.isWhole) return [];
  const { file } = around;
  const uri = canonicalUri(file.uri);
  const documents: ManifestDocument[] = [];
  const placed: PlacedFacts[] = [];
  for (const document of file.documents) {
    if (!holdsObjects(session, file, document, around)) continue;
    documents.push(document);
    placed.push(presentFacts(session.store, document) ?? (yield* factsOf(session.store, document)));
  }
  session.graph.setOpen(uri, placed);
  const all: Diagnostic[] = [];
  for (const [index, facts] of placed.entries()) {
    const document = documents[index];
    if (!session.links.has(facts)) yield;
    const found = session.links.of(uri, facts);
    if (!document || found.length === 0) continue;
    const linked = { placed: facts, found, rules, fields: around.transformed?.replaced };
    for (const diagnostic of shownOf(session, document, linked)) all.push(diagnostic);
    if (all.length >= maxFindings) break;
  }
  return all;
}

const shownMemo = Symbol('linked diagnostics');

/** What is shown of a document, and what it was made from. */
interface ShownLinks {
  readonly found: readonly LinkedFinding[];
  readonly rules: Rules;
  readonly fields: readonly ReplacedFields[] | undefined;
  readonly startLine: number;
  readonly startCharacter: number;
  readonly places: readonly number[];
  readonly shown: readonly Diagnostic[];
}

/** Kept until others are found, or the document or one that is named moves. */
function shownOf(
  session: Session,
  document: ManifestDocument,
  linked: Pick<LinkedDocument, 'placed'> & Pick<ShownLinks, 'found' | 'rules' | 'fields'>,
): readonly Diagnostic[] {
  const { placed, found, rules, fields } = linked;
  if (found.length === 0) return [];
  const { startLine, startCharacter } = document;
  const kept = document.memo<{ last?: ShownLinks }>(shownMemo, () => ({}));
  const { last } = kept;
  if (
    last?.found === found &&
    last.rules === rules &&
    last.fields === fields &&
    last.startLine === startLine &&
    last.startCharacter === startCharacter &&
    isSame(last.places, placesNamed(found))
  )
    return last.shown;
  const suppressed = suppressedOf(document);
  const replaced = replacedRanges(document, fields);
  const shown = shownLinked({ placed, found, rules, suppressed, replaced }, (uri) =>
    session.spellingOf(uri),
  );
  const places = placesNamed(found);
  kept.last = { found, rules, fields, startLine, startCharacter, places, shown };
  return shown;
}

/** Where the documents begin that findings lead to: line and character in turn. */
function placesNamed(found: readonly LinkedFinding[]): readonly number[] {
  if (found.every(({ related }) => related.length === 0)) return noPlaces;
  return found.flatMap(({ related }) =>
    related.flatMap(({ object: { placed } }) => [placed.startLine, placed.startCharacter]),
  );
}

const noPlaces: readonly number[] = [];

/** Tells the graph what the file holds now, once that is known of all its documents: until then what lies on disk counts. */
export function noteObjects(session: Session, file: ManifestFile): void {
  const placed = objectDocuments(session, file).map((document) => knownFacts(document));
  if (placed.every((each) => each !== undefined))
    session.graph.setOpen(canonicalUri(file.uri), placed);
}

/** The same, with the facts of all its documents, whatever that costs: for a request of the user. */
export function readObjects(session: Session, file: ManifestFile): void {
  const placed = objectDocuments(session, file).map((document) =>
    finish(factsOf(session.store, document)),
  );
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

/** An object that is all there: no patch, and nothing that a template engine fills in first. */
export function holdsObjects(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  around: AroundFile = aroundFile(session, file),
): boolean {
  const { gvk } = document;
  if (!gvk || isOfCluster(file)) return false;
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
