/** Every code that a finding may have: what settings, comments and the command line name. */
import { formats } from '../formats/index.ts';
import { rules } from '../rules/index.ts';
import type { Severity } from './finding.ts';

export interface Code {
  readonly code: string;
  /** The one that it is written with: a place may soften it. */
  readonly severity: Severity;
  readonly summary: string;
}

/** What the reader and the schema report by themselves. */
export const schemaCodes: readonly Code[] = [
  { code: 'yaml-syntax', severity: 'error', summary: 'The text is not valid YAML.' },
  {
    code: 'not-checked',
    severity: 'information',
    summary: 'The file or the document is too large to be checked, or to be checked to its end.',
  },
  {
    code: 'configuration',
    severity: 'warning',
    summary: 'The file `.dpm.yaml` says something that is not known here.',
  },
  {
    code: 'invalid-api-version',
    severity: 'error',
    summary: 'The apiVersion has not the form group/version or v1.',
  },
  {
    code: 'unknown-kind',
    severity: 'error',
    summary:
      'There is no such kind in this apiVersion; a hint for kinds of groups that are not known here.',
  },
  {
    code: 'unknown-field',
    severity: 'error',
    summary: 'The kind has no such field here; the fix renames or moves it.',
  },
  { code: 'missing-field', severity: 'error', summary: 'A required field is not there.' },
  { code: 'duplicate-key', severity: 'error', summary: 'A mapping has the same key twice.' },
  {
    code: 'null-over-defaults',
    severity: 'warning',
    summary:
      'Nothing stands over a mapping that a Helm chart gives defaults: Helm deletes them all.',
  },
  {
    code: 'wrong-type',
    severity: 'error',
    summary: 'The value has another type than the field.',
  },
  {
    code: 'invalid-value',
    severity: 'error',
    summary: 'The value is not one of those that are allowed.',
  },
];

/** All of them by their code. */
export const codes: ReadonlyMap<string, Code> = new Map(
  [
    ...schemaCodes,
    ...rules.map(({ code, severity, summary }) => ({ code, severity, summary })),
    ...[...formats.values()].map(({ name, severity, description }) => ({
      code: `format-${name}`,
      severity,
      summary: description,
    })),
  ].map((each) => [each.code, each]),
);
