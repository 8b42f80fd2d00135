/** Diagnostics of a file: those of its documents, each computed once per text, at their present lines. */
import { DiagnosticSeverity, type CancellationToken, type Diagnostic } from 'vscode-languageserver';
import { plainLine } from '../../../shared/plainText.ts';
import type { RuleLevel } from '../../../shared/settings.ts';
import { isTemplate } from '../documents/isTemplate.ts';
import type { ManifestDocument } from '../documents/manifestDocument.ts';
import type { ManifestFile } from '../documents/manifestFile.ts';
import type { Span } from '../documents/node.ts';
import { hideIn } from '../secrets/documentSecrets.ts';
import type { Report } from '../rules/rule.ts';
import type { Session } from '../session.ts';
import { secretsOf } from './secrets.ts';
import { isListKind, validateDocument, validateValues } from '../validation/validate.ts';

/** `source` of every diagnostic. */
export const diagnosticSource = 'Data Platform';

/** The file's diagnostics; undefined when the token is cancelled on the way. Yields to other requests. */
export async function diagnosticsOf(
  session: Session,
  file: ManifestFile,
  token: CancellationToken,
): Promise<Diagnostic[] | undefined> {
  if (!session.settings.validation.enabled) return [];
  const role = session.surroundings.roleOf(file.path);
  if (role === 'template' || role === 'other') return [];
  const result: Diagnostic[] = [];
  let sliceStart = performance.now();
  for (const document of [...file.documents]) {
    for (const report of reportsOf(session, file, document)) {
      const diagnostic = toDiagnostic(session, file, document, report);
      if (diagnostic) result.push(diagnostic);
    }
    if (performance.now() - sliceStart > sliceMs) {
      await new Promise((resolve) => setImmediate(resolve));
      if (token.isCancellationRequested) return undefined;
      sliceStart = performance.now();
    }
  }
  return result;
}

/** How long one slice of work may keep other requests waiting. */
const sliceMs = 25;
const reportMemos = { patch: Symbol('reports of a patch'), manifest: Symbol('reports') };

/** What is reported about one document, from memory where its text was checked before. */
export function reportsOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): Report[] {
  const chart = session.values.chartOf(file, document);
  if (isTemplate(document) && !(chart && document.parsed.errors.length === 0)) return [];
  const isPatch = session.surroundings.roleOf(file.path) === 'patch';
  const memo = document.memo(isPatch ? reportMemos.patch : reportMemos.manifest, noReports);
  const inline = chart ? [] : session.values.inlineOf(file, document);
  const schemas = [chart ?? schemasBehind(session, document), ...inline.map(({ view }) => view)];
  if (!isSame(memo.schemas, schemas)) {
    memo.reports = chart
      ? validateValues(document, chart)
      : validateDocument({ store: session.store, isPatch, inline }, document);
    memo.schemas = schemas;
    for (const { text } of inline) if (text) session.touch(text.document);
    session.touch(document);
  }
  return memo.reports;
}

/** Reports and what they were made with: the same text has others under another schema. */
interface ReportMemo {
  reports: Report[];
  schemas: readonly unknown[];
}

const noReports = (): ReportMemo => ({ reports: [], schemas: [] });

function isSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((each, index) => each === other[index]);
}

/** Changes when a schema that counts for the document does: its kind's own, or any where that is not known. */
function schemasBehind({ store }: Session, { gvk }: ManifestDocument): unknown {
  const own = gvk && !isListKind(gvk) ? store.schemaOf(gvk) : undefined;
  return own ?? store.revision;
}

const severities: Record<Exclude<RuleLevel, 'off'>, DiagnosticSeverity> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** What a list of problems shows of one. */
const maxMessage = 1_000;

function toDiagnostic(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  report: Report,
): Diagnostic | undefined {
  const level = session.settings.rules[report.code] ?? report.severity;
  if (level === 'off') return undefined;
  // Whatever a check says: at this edge it loses the secrets of the document.
  const shownWords = (words: string, span: Span): string =>
    plainLine(hideIn(words, secretsOf(session, file, document), span), maxMessage);
  const diagnostic: Diagnostic = {
    range: document.fileRangeOf(report.span),
    message: shownWords(report.message, report.span),
    severity: severities[level],
    code: report.code,
    source: diagnosticSource,
  };
  if (report.related && report.related.length > 0) {
    diagnostic.relatedInformation = report.related.map(({ span, message }) => ({
      location: { uri: file.uri, range: document.fileRangeOf(span) },
      message: shownWords(message, span),
    }));
  }
  return diagnostic;
}
