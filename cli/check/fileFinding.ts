/** From diagnostics of the protocol to findings as the command line writes them. */
import type { Diagnostic, Range } from 'vscode-languageserver-types';
import { filePathOf } from '../../shared/uri.ts';
import { withPages } from '../../core/features/withPages.ts';
import type { ExaminedFile, FoundObject } from '../../core/problems/examinedFile.ts';
import { severityNames, type CheckedFile, type FileFinding, type Place } from './finding.ts';
import { fingerprintsOf } from './fingerprint.ts';

/** A finding before it is known which other findings its file has. */
export type NewFinding = Omit<FileFinding, 'fingerprint'>;

/** What came of a file by itself. `homepage`: of the product. */
export function checkedFile(file: ExaminedFile, homepage: string): CheckedFile {
  const { path, diagnostics, objects = [], problem } = file;
  const found = withPages(diagnostics, homepage).map((each, at) =>
    findingOf(each, objects[at] ?? {}),
  );
  return { path, findings: withFingerprints(found), ...(problem !== undefined && { problem }) };
}

export function findingOf(diagnostic: Diagnostic, object: FoundObject): NewFinding {
  const { range, severity = 1, code, message, relatedInformation, codeDescription } = diagnostic;
  return {
    ...placeOf(range),
    code: String(code),
    severity: severityNames[severity - 1] ?? 'error',
    message: typeof message === 'string' ? message : message.value,
    object,
    related: (relatedInformation ?? []).map(({ location, message: words }) => ({
      ...placeOf(location.range),
      path: filePathOf(location.uri) ?? location.uri,
      message: words,
    })),
    ...(codeDescription && { page: codeDescription.href }),
  };
}

/** All findings of a file. */
export function withFingerprints(found: readonly NewFinding[]): FileFinding[] {
  const fingerprints = fingerprintsOf(found);
  return found.map((one, at) => ({ ...one, fingerprint: fingerprints[at] ?? '' }));
}

function placeOf({ start, end }: Range): Place {
  return {
    line: start.line + 1,
    column: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
