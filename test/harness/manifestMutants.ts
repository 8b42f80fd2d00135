// Manifests with one slip in each, of the kinds that people make, the same ones in every run.
import { seededRandom } from './seededEdits.ts';

export interface Mutant {
  /** Which slip, where. */
  readonly name: string;
  readonly text: string;
}

type Random = (below: number) => number;

/** Slips in texts that are drawn by the seed; a text that a slip finds nothing in gives none. */
export function mutantsOf(
  texts: readonly string[],
  { count, seed }: { readonly count: number; readonly seed: number },
): Mutant[] {
  const random = seededRandom(seed);
  const names = Object.keys(slips) as (keyof typeof slips)[];
  return Array.from({ length: count }, (_, index): Mutant[] => {
    const lines = (texts[random(texts.length)] ?? '').split('\n');
    const keys = lines.flatMap((line, number) =>
      /^ *(?:- )?[\w./-]+:(?: |$)/.test(line) ? [number] : [],
    );
    const at = keys[random(keys.length)];
    const slip = names[index % names.length] ?? 'typo';
    if (at === undefined) return [];
    const mutated = slips[slip](lines, at, random);
    return mutated
      ? [{ name: `${slip} in line ${at + 1} of ${index}`, text: mutated.join('\n') }]
      : [];
  }).flat();
}

type Slip = (lines: readonly string[], at: number, random: Random) => string[] | undefined;

/** Another line in the place of one. */
function withLine(
  lines: readonly string[],
  at: number,
  line: string | undefined,
): string[] | undefined {
  return line === undefined || line === lines[at] ? undefined : lines.with(at, line);
}

const inKey = (change: (key: string, random: Random) => string): Slip => {
  return (lines, at, random) =>
    withLine(
      lines,
      at,
      lines[at]?.replace(
        /^( *(?:- )?)([\w./-]+)(?=:)/,
        (_, indent: string, key: string) => indent + change(key, random),
      ),
    );
};

const inValue = (change: (value: string) => string): Slip => {
  return (lines, at) =>
    withLine(
      lines,
      at,
      lines[at]?.replace(
        /^( *(?:- )?[\w./-]+: )(\S.*)$/,
        (_, key: string, value: string) => key + change(value),
      ),
    );
};

/** The line after the entry that begins in a line. */
function endOf(lines: readonly string[], at: number): number {
  const indent = indentOf(lines[at] ?? '');
  let end = at + 1;
  while (end < lines.length) {
    const line = lines[end] ?? '';
    const isItem = /^ *- /.test(line) && !/^ *- /.test(lines[at] ?? '');
    if (line.trim() !== '' && indentOf(line) + (isItem ? 1 : 0) <= indent) break;
    end++;
  }
  return end;
}

const indentOf = (line: string): number => line.search(/\S|$/);

function shifted(lines: readonly string[], columns: number): string[] {
  return lines.map((line) => {
    if (line.trim() === '') return line;
    return ' '.repeat(Math.max(0, indentOf(line) + columns)) + line.trimStart();
  });
}

/** The entry further to the left or the right, with all below it. */
const shiftedBy = (columns: number): Slip => {
  return (lines, at) => {
    const line = lines[at] ?? '';
    if (/^ *- /.test(line) || indentOf(line) + columns < 0) return undefined;
    const end = endOf(lines, at);
    return [...lines.slice(0, at), ...shifted(lines.slice(at, end), columns), ...lines.slice(end)];
  };
};

/** The entry taken out and put before another one. */
const moved: Slip = (lines, at, random) => {
  const line = lines[at] ?? '';
  if (/^ *- /.test(line)) return undefined;
  const end = endOf(lines, at);
  const block = lines.slice(at, end);
  const rest = [...lines.slice(0, at), ...lines.slice(end)];
  const places = rest.flatMap((each, index) => (/^ *[\w./-]+:(?: |$)/.test(each) ? [index] : []));
  const to = places[random(places.length)];
  if (to === undefined) return undefined;
  const columns = indentOf(rest[to] ?? '') - indentOf(line);
  return [...rest.slice(0, to), ...shifted(block, columns), ...rest.slice(to)];
};

const slips = {
  typo: inKey((key, random) => {
    const at = random(key.length);
    return key.slice(0, at) + key.slice(at + 1) || key;
  }),
  swapped: inKey((key, random) => {
    const at = random(Math.max(1, key.length - 1));
    return key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
  }),
  case: inKey((key) =>
    /^[a-z]/.test(key) ? key.charAt(0).toUpperCase() + key.slice(1) : key.toLowerCase(),
  ),
  lower: inKey((key) => key.toLowerCase()),
  plural: inKey((key) => (key.endsWith('s') ? key.slice(0, -1) : `${key}s`)),
  left: shiftedBy(-2),
  right: shiftedBy(2),
  farLeft: shiftedBy(-4),
  oneRight: shiftedBy(1),
  oneLeft: shiftedBy(-1),
  moved,
  quoted: inValue((value) => (/^["'[{|>&*!]/.test(value) ? value : `"${value}"`)),
  unquoted: inValue((value) => value.replace(/^(["'])(.*)\1$/, '$2')),
  unit: inValue((value) => value.replace(/^(\d+)(Gi|Mi|G|M|Ki|k)$/, '$1$2B')),
  number: inValue((value) => (/^[A-Za-z]/.test(value) ? '5' : value)),
  valueCase: inValue((value) => value.toLowerCase()),
  valueTypo: inValue((value) => value.slice(0, 1) + value.slice(2)),
  glued: (lines, at) => withLine(lines, at, lines[at]?.replace(/: /, ':')),
  gluedDash: (lines, at) => withLine(lines, at, lines[at]?.replace(/- /, '-')),
  kind: (lines) => {
    const at = lines.findIndex((line) => line.startsWith('kind: '));
    return withLine(lines, at, lines[at] && `${lines[at].toLowerCase()}s`);
  },
  version: (lines) => {
    const at = lines.findIndex((line) => line.startsWith('apiVersion: '));
    return withLine(lines, at, at === -1 ? undefined : 'apiVersion: v1');
  },
  separator: (lines) => {
    const at = lines.findIndex((line, index) => index > 0 && line === '---');
    return at === -1 ? undefined : lines.toSpliced(at, 1);
  },
} satisfies Record<string, Slip>;
