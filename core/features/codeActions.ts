/** Code actions: the fix that comes with a finding, a comment that switches the finding off, and what its code means. */
import {
  CodeActionKind,
  type CodeAction,
  type CodeActionContext,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver-types';
import type { CancellationToken } from '../pacing/cancellation.ts';
import { plainLine } from '../../shared/plainText.ts';
import { explainCommand } from '../../shared/protocol.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Finding, Fix } from '../findings/finding.ts';
import { ignoreComment } from '../findings/ignoreComment.ts';
import { changeFindings } from './changeFindings.ts';
import { diagnosticSource } from './diagnosticSource.ts';
import { fixAll, fixAllKind } from './fixAll.ts';
import { FixTrial } from './fixTrial.ts';
import { judgementOf } from './judgement.ts';
import { linkedFindings } from './linkedDiagnostics.ts';
import { laterSecretsOf } from './secrets.ts';
import type { Session } from '../session.ts';
import { slicesFor } from './slicesFor.ts';
import { textEdit } from './textEdit.ts';

/** Where actions are wanted, and what the editor shows there. */
export interface ActionsWanted {
  readonly range: Range;
  readonly context: CodeActionContext;
}

/** Actions for the findings that touch a range of the file; the one for all safe fixes of the file where it is asked for. */
export async function codeActions(
  session: Session,
  file: ManifestFile,
  { range, context }: ActionsWanted,
  token: CancellationToken,
): Promise<CodeAction[]> {
  if (!session.settingsOf(file).validation.enabled) return [];
  const isWanted = (kind: CodeActionKind): boolean =>
    !context.only || context.only.some((wanted) => isWithin(kind, wanted));
  const slices = slicesFor(session, file, 'textDocument/codeAction', token);
  const all =
    context.only && isWanted(fixAllKind) ? await fixAll(session, file, slices) : undefined;
  const kinds: readonly CodeActionKind[] = [
    CodeActionKind.QuickFix,
    CodeActionKind.RefactorRewrite,
  ].filter(isWanted);
  if (kinds.length === 0) return all ? [all] : [];
  const fixes: CodeAction[] = [];
  const suppressions: CodeAction[] = [];
  const explained = new Map<string, CodeAction>();
  const rules = session.rulesFor(file);
  const shown = diagnosticsByPlace(context.diagnostics);
  for (const document of [...file.documents]) {
    if (document.startLine > range.end.line) break;
    if (document.startLine + document.lineCount < range.start.line) continue;
    const verdict = await slices.run(judgementOf(session, file, document).finish());
    const secrets = laterSecretsOf(session, file, document);
    const linked = (await slices.run(linkedFindings(session, file, document))) ?? [];
    const trial = new FixTrial(session, file, document);
    const changes = changeFindings(session, file, document);
    for (const finding of [...(verdict?.findings ?? []), ...changes, ...linked]) {
      if (rules[finding.code] === 'off') continue;
      const place = document.fileRangeOf(finding.span);
      if (place.start.line > range.end.line || place.end.line < range.start.line) continue;
      const diagnostics = shown.get(placeKey(finding.code, place.start.line)) ?? [];
      for (const fix of await trusted(finding, (one) => slices.run(trial.run(finding, one))))
        fixes.push(actionOf(file, document, { finding, fix, diagnostics, secrets }));
      if (session.canExplain && !explained.has(finding.code))
        explained.set(finding.code, explanation(finding.code, diagnostics));
      if (canSwitchOff(finding, document))
        suppressions.push(suppression(file, document, finding, diagnostics));
    }
  }
  const offered = [...fixes, ...suppressions, ...explained.values()].filter(
    ({ kind }) => kind !== undefined && kinds.includes(kind),
  );
  return all ? [all, ...offered] : offered;
}

/** `source.fixAll` stands for all kinds that begin with it. */
function isWithin(kind: CodeActionKind, wanted: CodeActionKind): boolean {
  return wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);
}

/** The fixes of a finding that do what they say. */
async function trusted(
  { fix, otherFixes = [] }: Finding,
  isGood: (fix: Fix) => Promise<boolean | undefined>,
): Promise<Fix[]> {
  const good: Fix[] = [];
  for (const one of fix ? [fix, ...otherFixes] : otherFixes)
    if (one.isStub === true || (await isGood(one)) === true) good.push(one);
  return good;
}

interface Offered {
  readonly finding: Finding;
  readonly fix: Fix;
  readonly diagnostics: Diagnostic[];
  readonly secrets: ReturnType<typeof laterSecretsOf>;
}

/** What leaves places to be filled in is no fix yet. */
function actionOf(
  file: ManifestFile,
  document: ManifestDocument,
  { finding, fix, diagnostics, secrets }: Offered,
): CodeAction {
  const edits = fix.edits.map((edit) => textEdit(file, document, edit));
  return {
    title: plainLine(secrets().hide(fix.title, finding.span), 200),
    kind: fix.isStub ? CodeActionKind.RefactorRewrite : CodeActionKind.QuickFix,
    ...(!fix.isStub && fix === finding.fix && { isPreferred: true }),
    diagnostics,
    edit: { changes: { [file.uri]: edits } },
  };
}

/** Our own diagnostics among those that the client shows, by code and line. */
function diagnosticsByPlace(diagnostics: readonly Diagnostic[]): Map<string, Diagnostic[]> {
  const byPlace = new Map<string, Diagnostic[]>();
  for (const diagnostic of diagnostics) {
    if (diagnostic.source !== diagnosticSource) continue;
    const key = placeKey(diagnostic.code, diagnostic.range.start.line);
    const there = byPlace.get(key);
    if (there) there.push(diagnostic);
    else byPlace.set(key, [diagnostic]);
  }
  return byPlace;
}

function placeKey(code: Diagnostic['code'], line: number): string {
  return `${line} ${code ?? ''}`;
}

/** JSON has no comments; and a document that does not parse is refused, whatever a comment says. */
function canSwitchOff({ code }: Finding, document: ManifestDocument): boolean {
  return code !== 'yaml-syntax' && !/^\s*\{/.test(document.text);
}

/** For a command of our client, which shows what is said of the code. */
function explanation(code: string, diagnostics: Diagnostic[]): CodeAction {
  const title = `Explain ${code}`;
  return {
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics,
    command: { title, command: explainCommand, arguments: [code] },
  };
}

function suppression(
  file: ManifestFile,
  document: ManifestDocument,
  finding: Finding,
  diagnostics: CodeAction['diagnostics'],
): CodeAction {
  const { line } = document.positionAt(finding.span[0]);
  const indent = /^[ ]*/.exec(document.lineText(line))?.[0] ?? '';
  const start = document.toFilePosition({ line, character: 0 });
  const newText = `${indent}# ${ignoreComment} ${finding.code}${file.lineBreak}`;
  return {
    title: `Ignore ${finding.code} here`,
    kind: CodeActionKind.QuickFix,
    ...(diagnostics && { diagnostics }),
    edit: { changes: { [file.uri]: [{ range: { start, end: start }, newText }] } },
  };
}
