/** For people and for programs that know `file:line:column`: a line for each finding. */
import { plainLine } from '../../shared/plainText.ts';
import type { Severity } from '../../core/findings/finding.ts';
import type { Place } from '../check/finding.ts';
import { pathFrom } from '../check/pathFrom.ts';
import type { Format } from './format.ts';

export const textFormat: Format = ({ findings, cwd, isColored }) => {
  const color = (code: string, text: string): string =>
    isColored ? `\u001B[${code}m${text}\u001B[0m` : text;
  return findings
    .flatMap(({ path, severity, message, code, related, ...place }) => {
      const shown = (file: string, at: Place): string =>
        placeText(plainLine(pathFrom(cwd, file)), at);
      const level = color(colors[severity], severity);
      return [
        `${shown(path, place)}: ${level}: ${message} ${color('2', `[${code}]`)}`,
        ...related.map((other) => `  ${shown(other.path, other)}: ${other.message}`),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
};

const colors: Readonly<Record<Severity, string>> = {
  error: '31',
  warning: '33',
  information: '36',
  hint: '2',
};

function placeText(path: string, { line, column }: Pick<Place, 'line' | 'column'>): string {
  return `${path}:${line}:${column}`;
}
