/** Codes that are no rules: what the reader and the schema report by themselves, from core/checks and core/findings. */
import type { Severity } from '../../core/findings/finding.ts';

export const schemaCodes: readonly (readonly [
  code: string,
  severity: Severity,
  summary: string,
])[] = [
  ['yaml-syntax', 'error', 'The text is not valid YAML.'],
  [
    'not-checked',
    'information',
    'The file or the document is too large to be checked, or to be checked to its end.',
  ],
  ['invalid-api-version', 'error', 'The apiVersion has not the form group/version or v1.'],
  [
    'unknown-kind',
    'error',
    'There is no such kind in this apiVersion; a hint for kinds of groups that are not known here.',
  ],
  ['unknown-field', 'error', 'The kind has no such field here; the fix renames or moves it.'],
  ['missing-field', 'error', 'A required field is not there.'],
  ['duplicate-key', 'error', 'A mapping has the same key twice.'],
  [
    'null-over-defaults',
    'warning',
    'Nothing stands over a mapping that a Helm chart gives defaults: Helm deletes them all.',
  ],
  ['wrong-type', 'error', 'The value has another type than the field.'],
  ['invalid-value', 'error', 'The value is not one of those that are allowed.'],
];
