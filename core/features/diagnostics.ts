/** Diagnostics of a file: those of its documents, each computed once per text, at their present lines. */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import type { CancellationToken } from '../pacing/cancellation.ts';
import { plainLine } from '../../shared/plainText.ts';
import type { Rules } from '../configuration/configurations.ts';
import { carriedOver, type KeptInOrder } from '../model/carriedOver.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Span } from '../yaml/node.ts';
import type { HiddenSecrets } from '../secrets/hiddenSecrets.ts';
import type { Finding } from '../findings/finding.ts';
import type { Session } from '../session.ts';
import type { Slices } from '../pacing/turns.ts';
import type { Pieces, Work } from '../pacing/work.ts';
import { aroundFile, type AroundFile } from './aroundFile.ts';
import { changeFindings } from './changeFindings.ts';
import { isCompared } from './earlierObjects.ts';
import { diagnosticSource, diagnosticSeverity } from './diagnosticSource.ts';
import { judgementIn, type Judgement, type Verdict } from './judgement.ts';
import { linkedDiagnostics } from './linkedDiagnostics.ts';
import { noteAtTop, notCheckedCode } from './noteAtTop.ts';
import { maxFindings } from '../findings/maxFindings.ts';
import { laterSecretsOf } from './secrets.ts';
import { situationsIn, type DocumentSituation } from './situation.ts';
import { slicesFor } from './slicesFor.ts';

/** The file's diagnostics; undefined when the token is cancelled on the way. Yields to other requests. */
export async function diagnosticsOf(
  session: Session,
  file: ManifestFile,
  token: CancellationToken,
): Promise<Diagnostic[] | undefined> {
  if (isLeftAlone(session, file)) return [];
  const slices = slicesFor(session, file, 'textDocument/diagnostic', token);
  for (;;) {
    const { version } = file;
    const found = await diagnosticsOfVersion(session, file, slices);
    // Where the file has changed meanwhile, the documents that are still the same are not judged again.
    if (!found || file.version === version) return found;
  }
}

/** By the settings that count for the file nothing is said of it. */
export function isLeftAlone(session: Session, file: ManifestFile): boolean {
  return !session.settingsOf(file).validation.enabled || session.configurations.ignores(file.path);
}

async function diagnosticsOfVersion(
  session: Session,
  file: ManifestFile,
  slices: Slices,
): Promise<Diagnostic[] | undefined> {
  const { version } = file;
  const own = await ownDiagnostics(session, file, slices);
  if (!own || own.isCut || file.version !== version) return own && [...own.diagnostics];
  const rules = session.rulesFor(file);
  const linked = await slices.run(linkedDiagnostics(session, aroundFile(session, file), rules));
  return linked && withLinked(own, linked, rules);
}

/** Diagnostics of each document by itself. */
export interface OwnDiagnostics {
  readonly diagnostics: readonly Diagnostic[];
  /** The check ended early, and says so: what is wrong between the file and others is not told either. */
  readonly isCut: boolean;
}

/** With those between the file and others; of what is no fault the first alone. */
export function withLinked(
  { diagnostics, isCut }: OwnDiagnostics,
  linked: readonly Diagnostic[],
  rules: Rules,
): Diagnostic[] {
  if (isCut) return [...diagnostics];
  let notes = 0;
  const shown = [...diagnostics, ...linked]
    .slice(0, maxFindings)
    .filter((each) => !isNote(each) || ++notes <= maxNotes);
  if (notes <= maxNotes || rules[notCheckedCode] === 'off') return shown;
  return [
    ...shown,
    noteAtTop(
      `of ${notes} hints and pieces of advice for this file ${maxNotes} are shown: "dpm check" lists all of them`,
    ),
  ];
}

/** So many hints and pieces of advice an editor shows for a file: nobody reads more, and with every key all are sent again. */
const maxNotes = 100;

/** Less than a warning: what is not reported as wrong. */
function isNote({ severity = DiagnosticSeverity.Error }: Diagnostic): boolean {
  return severity > DiagnosticSeverity.Warning;
}

/** Stops where the file changes, as what is found then is of no use. Undefined where the work is cancelled. */
export async function ownDiagnostics(
  session: Session,
  file: ManifestFile,
  slices: Pieces,
): Promise<OwnDiagnostics | undefined> {
  const { version } = file;
  const rules = session.rulesFor(file);
  const around = aroundFile(session, file);
  const result: Diagnostic[] = [];
  const cutBy = (why: Diagnostic[]): OwnDiagnostics => ({
    diagnostics: [...result, ...why],
    isCut: true,
  });
  let stepsLeft = session.stepsOfFile;
  const situations = situationsIn(session, around);
  const judged = judgedIn(file, situations.documents, rules);
  for (const [index, document] of situations.documents.entries()) {
    if (stepsLeft <= 0) return cutBy(checkedUpTo(rules, document.startLine));
    const situation = situations.at(index);
    let known = judged[index];
    if (!known || !isAsBefore(known, { document, situation, stepsLeft })) {
      const judgement = judgementIn(session, document, situation, stepsLeft);
      const verdict = judgement.verdict ?? (await slices.run(judgement.finish()));
      if (!verdict) return undefined;
      if (file.version !== version) return { diagnostics: result, isCut: true };
      const shown = shownOf({ session, file, document, rules }, verdict.findings);
      const { startLine, startCharacter } = document;
      known = { situation, judgement, verdict, shown, startLine, startCharacter };
      judged[index] = known;
    }
    for (const diagnostic of known.shown) {
      result.push(diagnostic);
      if (result.length >= maxFindings) return cutBy(notAllOf(rules, result.length));
    }
    const { steps, stoppedAt } = known.verdict;
    stepsLeft -= steps;
    if (stoppedAt !== undefined) {
      const { line } = document.positionAt(stoppedAt);
      return cutBy(checkedUpTo(rules, document.startLine + line + 1));
    }
  }
  const changes = isCompared(session, file)
    ? await slices.run(shownChanges(session, around, rules))
    : [];
  if (!changes) return undefined;
  result.push(...changes);
  return { diagnostics: result.slice(0, maxFindings), isCut: false };
}

/** What is shown of a document as long as it stays where it is, and is judged in the same situation. */
interface Judged {
  readonly situation: DocumentSituation | undefined;
  readonly judgement: Judgement;
  readonly verdict: Verdict;
  readonly shown: readonly Diagnostic[];
  readonly startLine: number;
  readonly startCharacter: number;
}

interface JudgedFile extends KeptInOrder<Judged> {
  readonly rules: Rules;
}

const judgedFiles = new WeakMap<ManifestFile, JudgedFile>();

/** Of each document what is known of it; to be filled in. After an edit those are missing that it touched. */
function judgedIn(
  file: ManifestFile,
  documents: readonly ManifestDocument[],
  rules: Rules,
): (Judged | undefined)[] {
  const last = judgedFiles.get(file);
  const values = carriedOver(last?.rules === rules ? last : undefined, documents);
  judgedFiles.set(file, { documents, values, rules });
  return values;
}

interface JudgedNow {
  readonly document: ManifestDocument;
  readonly situation: DocumentSituation | undefined;
  readonly stepsLeft: number;
}

function isAsBefore(before: Judged, { document, situation, stepsLeft }: JudgedNow): boolean {
  const isInPlace =
    before.startLine === document.startLine && before.startCharacter === document.startCharacter;
  const { judgement } = before;
  return (
    isInPlace &&
    before.situation === situation &&
    !judgement.isStale &&
    (!situation || judgement.fits(stepsLeft))
  );
}

/** What the API server would say of the changes since a commit. */
function* shownChanges(session: Session, around: AroundFile, rules: Rules): Work<Diagnostic[]> {
  const { file } = around;
  const all: Diagnostic[] = [];
  for (const document of [...file.documents]) {
    const findings = changeFindings(session, file, document, around);
    all.push(...shownOf({ session, file, document, rules }, findings, changesMemo));
    yield;
  }
  return all;
}

/** Why nothing is reported behind the last of so many. */
function notAllOf(rules: Rules, count: number): Diagnostic[] {
  if (rules[notCheckedCode] === 'off') return [];
  return [noteAtTop(`only the first ${count} problems are shown: correct them to see the others`)];
}

/** Why nothing is reported behind that line, counted from 1. */
function checkedUpTo(rules: Rules, line: number): Diagnostic[] {
  if (rules[notCheckedCode] === 'off') return [];
  const place = `checked up to line ${line.toLocaleString('en-US')}`;
  return [noteAtTop(`${place}: the rest takes too long, split the file to have it checked`)];
}

/** What is shown of a document, and what it was made from. */
interface Shown {
  readonly findings: readonly Finding[];
  readonly rules: Rules;
  readonly startLine: number;
  readonly startCharacter: number;
  readonly diagnostics: readonly Diagnostic[];
}

interface ShownIn {
  readonly session: Session;
  readonly file: ManifestFile;
  readonly document: ManifestDocument;
  readonly rules: Rules;
}

const shownMemo = Symbol('diagnostics');
const changesMemo = Symbol('diagnostics of changes');

/** Kept until something else is found or the document moves: an edit makes those of the edited document alone again. */
function shownOf(
  { session, file, document, rules }: ShownIn,
  findings: readonly Finding[],
  memo = shownMemo,
): readonly Diagnostic[] {
  if (findings.length === 0) return [];
  const { startLine, startCharacter } = document;
  const kept = document.memo<{ shown?: Shown }>(memo, () => ({}));
  const { shown } = kept;
  if (
    shown?.findings === findings &&
    shown.rules === rules &&
    shown.startLine === startLine &&
    shown.startCharacter === startCharacter
  )
    return shown.diagnostics;
  const secrets = laterSecretsOf(session, file, document);
  const diagnostics = findings.flatMap(
    (finding) => toDiagnostic(file, document, finding, rules, secrets) ?? [],
  );
  kept.shown = { findings, rules, startLine, startCharacter, diagnostics };
  return diagnostics;
}

/** What a list of problems shows of one. */
const maxMessage = 1_000;

function toDiagnostic(
  file: ManifestFile,
  document: ManifestDocument,
  finding: Finding,
  rules: Rules,
  secrets: () => HiddenSecrets,
): Diagnostic | undefined {
  const level = rules[finding.code] ?? finding.severity;
  if (level === 'off') return undefined;
  // Whatever a check says: at this edge it loses the secrets of the document.
  const shownWords = (words: string, span: Span): string =>
    plainLine(secrets().hideInMessage(words, span), maxMessage);
  const diagnostic: Diagnostic = {
    range: document.fileRangeOf(finding.span),
    message: shownWords(finding.message, finding.span),
    severity: diagnosticSeverity[level],
    code: finding.code,
    source: diagnosticSource,
  };
  if (finding.related && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ span, message }) => ({
      location: { uri: file.uri, range: document.fileRangeOf(span) },
      message: shownWords(message, span),
    }));
  }
  return diagnostic;
}
