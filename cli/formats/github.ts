/** Annotations of GitHub Actions: each a line that the runner reads. */
import type { Severity } from '../../core/findings/finding.ts';
import { pathFrom } from '../check/pathFrom.ts';
import type { Format } from './format.ts';

export const githubFormat: Format = ({ findings, problems, root }) =>
  [
    ...problems.map(({ path, problem = '' }) =>
      command('error', { file: pathFrom(root, path), title: 'not checked' }, problem),
    ),
    ...findings.map(({ path, severity, code, message, line, column, endLine, endColumn }) =>
      command(
        levels[severity],
        {
          file: pathFrom(root, path),
          line,
          endLine,
          // A place of several lines has no columns there.
          ...(line === endLine && { col: column, endColumn }),
          title: code,
        },
        message,
      ),
    ),
  ].join('');

const levels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function command(
  name: string,
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const written = Object.entries(properties)
    .map(
      ([key, value]) =>
        `${key}=${escaped(String(value)).replace(/:/g, '%3A').replace(/,/g, '%2C')}`,
    )
    .join(',');
  return `::${name} ${written}::${escaped(message)}\n`;
}

function escaped(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
