/** One edit as a person, a paste or an odd program makes it. */
import type { Random } from './random.ts';

/** Replaces the text from `start` up to `end`, offsets in UTF-16 units. */
export interface RandomEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const plain = 'abcxyzABC019:::   -----\n\n\n{}[],"\'#&*!|>%@`?~.<=+/$_\\()'.split('');
const odd = [
  ...['\t', '\0', '\uFEFF', '\u{1F600}', '\uD83D', '\uDE00', '\u2028', '\u0085', '\u00A0'],
  ...['\u200B', 'é', '漢', '\x07', '\r', '\r\n'],
];
const pieces = [
  ...['---\n', '...\n', '---\r\n', '# dpm-ignore\n', '# dpm-ignore-document unknown-field\n'],
  ...['# chart: none\n', '# chart: superset@9\n', '%YAML 1.1\n---\n', '<<: *a\n', '&a ', '*a'],
  ...['{{ .Values.x }}', '{{- if .a }}', '{% if %}', '!!str ', '!!binary ', '1e999', 'null', '~'],
  ...['- '.repeat(200), '{'.repeat(150), '['.repeat(150), '\n'.repeat(120), ' '.repeat(800)],
  ...['"'.repeat(99), '*a '.repeat(50), '---\n'.repeat(40), 'x'.repeat(3000), '__proto__: 1\n'],
];

/** The next edit of `text`; `others` are texts to paste from. */
export function randomEdit(chance: Random, text: string, others: readonly string[]): RandomEdit {
  const start = betweenCharacters(text, chance.int(text.length + 1));
  const roll = chance.next();
  if (roll < 0.4) return { start, end: start, text: chance.pick(plain) };
  if (roll < 0.6)
    return { start, end: end(chance, text, start, chance.chance(0.3) ? 40 : 2), text: '' };
  if (roll < 0.67) return { start, end: start, text: chance.pick(odd) };
  if (roll < 0.77) return { start, end: start, text: chance.pick(pieces) };
  if (roll < 0.87) return { start, end: start, text: someLines(chance, chance.pick(others)) };
  if (roll < 0.93) return { start, end: start, text: someLines(chance, text) };
  if (roll < 0.97) return { start, end: end(chance, text, start, 400), text: '' };
  const lineBreak = text.includes('\r\n') ? '\n' : '\r\n';
  return { start: 0, end: text.length, text: text.replace(/\r\n?|\n/g, lineBreak) };
}

function end(chance: Random, text: string, start: number, most: number): number {
  return betweenCharacters(text, Math.min(text.length, start + 1 + chance.int(most)));
}

/** No editor points between the halves of a line break. */
function betweenCharacters(text: string, offset: number): number {
  return text[offset] === '\n' && text[offset - 1] === '\r' ? offset - 1 : offset;
}

function someLines(chance: Random, text: string): string {
  const lines = text.split('\n');
  const from = chance.int(lines.length);
  const indent = ' '.repeat(chance.pick([0, 0, 2, 4]));
  const taken = lines.slice(from, from + 1 + chance.int(12)).map((line) => indent + line);
  return `${taken.join('\n')}\n`;
}
