/** Diagnostics about a document and others: they come once the workspace has been looked at. */
import type { Diagnostic } from 'vscode-languageserver-types';
import { canonicalUri } from '../../shared/uri.ts';
import type { Rules } from '../configuration/configurations.ts';
import type { Finding, Suppressed } from '../findings/finding.ts';
import { maxFindings } from '../findings/maxFindings.ts';
import { suppressedIn } from '../findings/suppress.ts';
import type { LinkedFinding } from '../graph/checks/linked.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import { replacedRanges } from '../kustomize/replacements.ts';
import type { ReplacedFields } from '../model/transformed.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import type { Span } from '../yaml/node.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { carriedOver, type KeptInOrder } from '../model/carriedOver.ts';
import { documentFacts } from './documentFacts.ts';
import { heldObjects, holdsObjects } from './heldObjects.ts';
import { notReplaced, notSuppressed, shownLinked, type LinkedDocument } from './shownLinked.ts';

/** Those of a document; none before it is known what there is in the workspace. */
export function* linkedFindings(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): Work<readonly Finding[]> {
  if (!session.graph.isWhole || !holdsObjects(session, file, document)) return none;
  const placed = yield* documentFacts(session, file, document);
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

/** What is shown of a document as long as it stays where it is, and nothing else is found. */
interface Settled {
  readonly placed: PlacedFacts;
  readonly startLine: number;
  readonly startCharacter: number;
  readonly shown: readonly Diagnostic[];
}

interface Kept {
  /** Levels, what is filled in, and what is found between the documents that there are. */
  readonly key: readonly unknown[];
  readonly settled: KeptInOrder<Settled>;
}

const kept = new WeakMap<ManifestFile, Kept>();

/** Those of all documents of the file, as the protocol has them: after an edit those that it touched are made. */
export function* linkedDiagnostics(
  session: Session,
  around: AroundFile,
  rules: Rules,
): Work<readonly Diagnostic[]> {
  if (!session.graph.isWhole) return [];
  const { file } = around;
  const uri = canonicalUri(file.uri);
  const { documents, placed } = yield* heldObjects(session, around);
  session.graph.setOpen(uri, placed);
  const fields = around.transformed?.replaced;
  const key = [rules, fields, session.links.edition];
  const last = kept.get(file);
  const before = last && isSame(last.key, key) ? last.settled : undefined;
  const values = carriedOver(before, documents);
  const all: Diagnostic[] = [];
  for (const [index, document] of documents.entries()) {
    const facts = placed[index];
    if (!facts) continue;
    let settled = values[index];
    if (!settled || !isAsBefore(settled, facts, document)) {
      if (!session.links.has(facts)) yield;
      const found = session.links.of(uri, facts);
      const shown = shownOf(session, document, { placed: facts, found, rules, fields });
      const { startLine, startCharacter } = document;
      settled = { placed: facts, startLine, startCharacter, shown };
      // What leads to other documents moves with them.
      const isSettled = found.every(({ related }) => related.length === 0);
      values[index] = isSettled ? settled : undefined;
    }
    all.push(...settled.shown);
    if (all.length >= maxFindings) break;
  }
  kept.set(file, { key, settled: { documents, values } });
  return all;
}

function isAsBefore(
  { placed, startLine, startCharacter }: Settled,
  facts: PlacedFacts,
  document: ManifestDocument,
): boolean {
  const isInPlace = startLine === document.startLine && startCharacter === document.startCharacter;
  return placed === facts && isInPlace;
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
    (last.places === noPlaces || isSame(last.places, placesNamed(found)))
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
