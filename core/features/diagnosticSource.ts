import { DiagnosticSeverity } from 'vscode-languageserver-types';
import type { RuleLevel } from '../../shared/settings.ts';

/** `source` of every diagnostic. */
export const diagnosticSource = 'Data Platform';

export const diagnosticSeverity: Readonly<Record<Exclude<RuleLevel, 'off'>, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
