/** Applies every quick fix that the product offers for a text, and says what is wrong with one. */
import {
  CancellationToken,
  type CodeAction,
  type Diagnostic,
  type TextEdit,
} from 'vscode-languageserver';
import { codeActions } from '../../core/features/codeActions.ts';
import { diagnosticsOf } from '../../core/features/diagnostics.ts';
import type { Session } from '../../core/session.ts';
import { diagnose } from './manifests.ts';

export interface TriedFix {
  readonly title: string;
  /** `LINE code: message` of the report that it is for, lines from 1. */
  readonly report: string;
  /** The text after it; undefined where its edits overlap. */
  readonly fixed: string | undefined;
  /** What is wrong with it; undefined where it can be trusted. */
  readonly problem: string | undefined;
}

/** The fixes of all reports in a text, each tried by itself. */
export async function tryFixes(
  session: Session,
  text: string,
  path = '/example.yaml',
): Promise<TriedFix[]> {
  const uri = `file://${path}`;
  session.open(uri, 'yaml', 1, text);
  const file = session.file(uri);
  if (!file) return [];
  const before = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
  const range = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };
  const context = { diagnostics: before };
  const actions = await codeActions(session, file, { range, context }, CancellationToken.None);
  session.close(uri);
  const tried: TriedFix[] = [];
  for (const action of actions) {
    const edits = action.edit?.changes?.[uri];
    if (!edits || action.kind !== 'quickfix' || action.title.startsWith('Ignore ')) continue;
    tried.push(await tryOne(session, path, { text, before, action, edits }));
  }
  return tried;
}

interface Attempt {
  readonly text: string;
  readonly before: readonly Diagnostic[];
  readonly action: CodeAction;
  readonly edits: readonly TextEdit[];
}

async function tryOne(
  session: Session,
  path: string,
  { text, before, action, edits }: Attempt,
): Promise<TriedFix> {
  const [report] = action.diagnostics ?? [];
  const about = report ? `${report.range.start.line + 1} ${wordsOf(report)}` : '';
  const fixed = applied(text, edits);
  const said = { title: action.title, report: about, fixed };
  if (fixed === undefined) return { ...said, problem: 'its edits overlap' };
  if (!report) return { ...said, problem: 'it is for no report' };
  const after = await diagnose(session, fixed, path);
  const problem =
    ofReports(report, before, after) ?? ofComments(text, fixed) ?? ofLines(text, fixed, edits);
  return { ...said, problem };
}

function ofReports(
  report: Diagnostic,
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): string | undefined {
  const count = (list: readonly Diagnostic[], words: string): number =>
    list.filter((each) => wordsOf(each) === words).length;
  const words = wordsOf(report);
  if (count(after, words) >= count(before, words)) return 'its report stays';
  const fresh = after.find(
    (each) => each.severity === 1 && count(after, wordsOf(each)) > count(before, wordsOf(each)),
  );
  return fresh && `a new error in line ${fresh.range.start.line + 1}: ${wordsOf(fresh)}`;
}

function wordsOf({ code, message }: Diagnostic): string {
  return `${String(code)}: ${typeof message === 'string' ? message : message.value}`;
}

function ofComments(text: string, fixed: string): string | undefined {
  const comments = (whole: string): string[] =>
    whole.split(/\r?\n/).flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? []);
  // A comment may be what the fix is about.
  const lost = without(comments(text), comments(fixed)).filter(
    (comment) => !comment.includes('dpm-ignore'),
  );
  return lost.length > 0 ? `it loses the comment ${lost[0] ?? ''}` : undefined;
}

/** An edit changes one line, or moves whole lines. */
function ofLines(text: string, fixed: string, edits: readonly TextEdit[]): string | undefined {
  const lines = (whole: string): string[] => whole.split(/\r?\n/).map((line) => line.trim());
  const lost = without(lines(text), lines(fixed)).filter((line) => line !== '');
  return lost.length > edits.length
    ? `it changes more lines than it edits: ${lost.join(' | ')}`
    : undefined;
}

function without(all: readonly string[], others: readonly string[]): string[] {
  const left = [...others];
  return all.filter((each) => {
    const index = left.indexOf(each);
    if (index !== -1) left.splice(index, 1);
    return index === -1;
  });
}

/** The text after the edits; undefined where two of them overlap, which editors refuse. */
export function applied(text: string, edits: readonly TextEdit[]): string | undefined {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const offset = ({ line, character }: TextEdit['range']['start']): number =>
    (starts[line] ?? text.length) + character;
  const sorted = edits
    .map(({ range, newText }) => ({ start: offset(range.start), end: offset(range.end), newText }))
    .sort((one, other) => one.start - other.start || one.end - other.end);
  let result = '';
  let done = 0;
  for (const { start, end, newText } of sorted) {
    if (start < done) return undefined;
    result += text.slice(done, start) + newText;
    done = end;
  }
  return result + text.slice(done);
}
