/** A file that is not checked, or not all of it, says so on its first line. */
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver-types';
import { diagnosticSource } from './diagnosticSource.ts';

export const notCheckedCode = 'not-checked';

export function noteAtTop(message: string): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    message,
    severity: DiagnosticSeverity.Information,
    code: notCheckedCode,
    source: diagnosticSource,
  };
}
