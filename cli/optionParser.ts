/** Words of a command line as options and operands. What is wrong with them is told in a sentence. */
import { nearest } from '../core/formats/nearest.ts';

export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What stands behind it, as help names it; absent: nothing does. */
  readonly value?: string;
  /** It may be given more than once. */
  readonly isRepeated?: boolean;
  readonly help: string;
}

export interface ParsedOptions {
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly operands: readonly string[];
}

export type OptionsResult =
  | { readonly ok: true; readonly parsed: ParsedOptions }
  | { readonly ok: false; readonly reason: string };

/** Behind `--` there are operands only; a single `-` is one. */
export function parseOptions(
  specs: readonly OptionSpec[],
  words: readonly string[],
): OptionsResult {
  const values = new Map<string, string[]>();
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const [, written = '', given] = /^([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
    const spec = specs.find(({ name, short }) =>
      [`--${name}`, `-${short ?? ''}`].includes(written),
    );
    if (!spec) return wrong(`there is no option ${written}${guessOf(written, specs)}`);
    const option = `--${spec.name}`;
    const known = values.get(spec.name);
    if (known && !spec.isRepeated && spec.value !== undefined)
      return wrong(`${option} is given twice`);
    if (spec.value === undefined) {
      if (given !== undefined) return wrong(`${option} takes no value`);
      values.set(spec.name, []);
      continue;
    }
    const value = given ?? words[++at];
    if (value === undefined) return wrong(`${option} needs a value: ${option} ${spec.value}`);
    values.set(spec.name, [...(known ?? []), value]);
  }
  return { ok: true, parsed: { values, operands } };
}

function guessOf(written: string, specs: readonly OptionSpec[]): string {
  const guess = nearest(
    written,
    specs.map(({ name }) => `--${name}`),
  );
  return guess === undefined ? '' : `: did you mean ${guess}?`;
}

function wrong(reason: string): OptionsResult {
  return { ok: false, reason };
}

/** The options in lines of help. */
export function optionLines(specs: readonly OptionSpec[]): string[] {
  const names = specs.map(({ name, short, value }) =>
    [short === undefined ? '    ' : `-${short}, `, `--${name}`, value && ` ${value}`].join(''),
  );
  const width = Math.max(...names.map(({ length }) => length));
  return specs.flatMap(({ help }, index) =>
    help
      .split('\n')
      .map((line, row) => `  ${(row === 0 ? (names[index] ?? '') : '').padEnd(width)}  ${line}`),
  );
}
