/** Diagnostics about a document and others: they come once the workspace has been looked at. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { plainLine } from '../../shared/plainText.ts';
import { canonicalUri } from '../../shared/uri.ts';
import type { Rules } from '../configuration/configurations.ts';
import type { Finding } from '../findings/finding.ts';
import { maxFindings } from '../findings/maxFindings.ts';
import { laterWithoutSuppressed } from '../findings/suppress.ts';
import type { RelatedObject } from '../graph/checks/linked.ts';
import { factsOf, knownFacts } from '../graph/factsOf.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { finish, type Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import type { Span } from '../yaml/node.ts';
import { diagnosticSeverity, diagnosticSource } from './diagnosticSource.ts';
import { documentTarget } from './target.ts';

/** A finding that may be about objects of other files. */
export interface LinkedDocumentFinding extends Finding {
  readonly objects: readonly RelatedObject[];
}

/** Those of a document; none before it is known what there is in the workspace. */
export function* linkedFindings(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): Work<readonly LinkedDocumentFinding[]> {
  if (!session.graph.isWhole || !holdsObjects(session, file, document)) return none;
  const placed = yield* factsOf(session.store, document);
  const found = session.links.of(canonicalUri(file.uri), placed);
  if (found.length === 0) return none;
  const spanOf = ({ start, end }: Range): Span => [
    document.offsetAt(start),
    document.offsetAt(end),
  ];
  return laterWithoutSuppressed(
    document,
    found.map(({ code, severity, range, message, related, fix }) => ({
      ...{ code, severity, message, span: spanOf(range), objects: related },
      ...(fix && { fix: { title: fix.title, edits: [[spanOf(fix.range), fix.newText]] } }),
    })),
  );
}

const none: readonly LinkedDocumentFinding[] = [];

/** Those of all documents of the file, as the protocol has them. */
export function* linkedDiagnostics(
  session: Session,
  file: ManifestFile,
  rules: Rules,
): Work<Diagnostic[]> {
  if (!session.graph.isWhole) return [];
  const documents = file.documents.filter((document) => holdsObjects(session, file, document));
  for (const document of documents) yield* factsOf(session.store, document);
  noteObjects(session, file);
  const all: Diagnostic[] = [];
  for (const document of documents) {
    const found = yield* linkedFindings(session, file, document);
    for (const finding of found) all.push(...toDiagnostic(session, document, finding, rules));
    if (all.length >= maxFindings) break;
  }
  return all;
}

/** Tells the graph what the file holds now, once that is known of all its documents: until then what lies on disk counts. */
export function noteObjects(session: Session, file: ManifestFile): void {
  const documents = file.documents.filter((document) => holdsObjects(session, file, document));
  const placed = documents.map((document) => knownFacts(document));
  if (placed.every((each) => each !== undefined))
    session.graph.setOpen(canonicalUri(file.uri), placed);
}

/** The same, with the facts of all its documents, whatever that costs: for a request of the user. */
export function readObjects(session: Session, file: ManifestFile): void {
  for (const document of file.documents)
    if (holdsObjects(session, file, document)) finish(factsOf(session.store, document));
  noteObjects(session, file);
}

/** An object that is all there: no patch, and nothing that a template engine fills in first. */
export function holdsObjects(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): boolean {
  if (!document.gvk) return false;
  const target = documentTarget(session, file, document);
  // A kustomization is the file of a tool, and makes objects.
  if (target.kind === 'toolFile' || target.kind === 'file')
    return session.store.makesOf(document.gvk).length > 0;
  return target.kind === 'manifest' && !target.isPatch && !target.isTemplate;
}

const maxMessage = 1_000;

function toDiagnostic(
  session: Session,
  document: ManifestDocument,
  { code, severity, span, message, objects }: LinkedDocumentFinding,
  rules: Rules,
): Diagnostic[] {
  const level = rules[code] ?? severity;
  if (level === 'off') return [];
  const diagnostic: Diagnostic = {
    range: document.fileRangeOf(span),
    message: plainLine(message, maxMessage),
    severity: diagnosticSeverity[level],
    code,
    source: diagnosticSource,
    ...(objects.length > 0 && {
      relatedInformation: objects.map(({ object: { uri, placed }, range: at, message: words }) => ({
        location: { uri: session.spellingOf(uri), range: inFile(placed, at) },
        message: plainLine(words, maxMessage),
      })),
    }),
  };
  return [diagnostic];
}

/** A range of a document as one of its file. */
export function inFile({ startLine, startCharacter }: PlacedFacts, { start, end }: Range): Range {
  const moved = ({ line, character }: Range['start']) => ({
    line: line + startLine,
    character: line === 0 ? character + startCharacter : character,
  });
  return { start: moved(start), end: moved(end) };
}
