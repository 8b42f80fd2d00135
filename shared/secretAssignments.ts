/** Values that a text gives to a secret name: `password=x`, `"token": "x"`, `--api-key x`, `<password>x</password>`. */
import { isSecretName } from './secretNames.ts';
import { valueAt } from './secretValueAt.ts';
import { withoutEnd } from './trim.ts';

export function secretsInAssignments(text: string): string[] {
  return [...secretsOfLines(text), ...secretsOfNamedValues(text), ...secretsOfElements(text)];
}

/** A name and what gives it a value. The value is read behind it, so that `jdbc:` does not hide the `password=` further on. */
const assignment =
  /(?<![\w.-])([\w.-]{2,200})(?:\[\w{0,10}\])?(\\{0,4}["'`])?\]?[ \t]{0,5}[=:]{1,2}>?/g;

function secretsOfLines(text: string): string[] {
  const found: string[] = [];
  /** Indentation of the secret key whose block of lines is being read. */
  let block: number | undefined;
  for (const line of text.split('\n')) {
    const content = line.trim();
    const depth = line.length - line.trimStart().length;
    if (block !== undefined && content !== '' && depth <= block) block = undefined;
    if (block !== undefined) {
      if (content !== '') found.push(content);
    } else {
      found.push(...secretsOfLine(line), ...secretsOfFlags(line), ...secretsWithoutColon(line));
      if (opensSecretBlock(line)) block = depth;
    }
  }
  return found;
}

function secretsOfLine(line: string): string[] {
  const found: string[] = [];
  /** Where the texts end that were found so far: what stands before it needs no long form of its own. */
  let covered = 0;
  let read = 0;
  let isFirst = true;
  for (const { 0: whole, 1: name = '', 2: quote, index } of line.matchAll(assignment)) {
    if (index < read) continue;
    const from = index + whole.length;
    if (
      isSecretInText(
        name,
        quote !== undefined && /^[ \t]*\\{0,4}["'`]/.test(line.slice(from, from + 8)),
      )
    ) {
      const { short, long, end, isQuoted } = valueAt(line, from, covered);
      found.push(short, long);
      const start = end - short.length;
      const rest = index < covered ? '' : restOfLine(line, start, name, isFirst && !isQuoted);
      if (rest !== '') found.push(rest, ...(isHeader(name) ? rest.split(/\s+/).slice(1) : []));
      covered = Math.max(covered, start + long.length, start + rest.length);
      read = end;
    }
    isFirst = false;
  }
  return found.filter(({ length }) => length >= 2);
}

/** What belongs to a value that a blank may not end: of a header, and of a line that begins with its name. */
function restOfLine(line: string, start: number, name: string, mayBegin: boolean): string {
  // `Authorization: token x`, to the quote or to the end of the line.
  if (isHeader(name)) return (line.slice(start).split(/["'`]/, 1)[0] ?? '').trim();
  const isWhole = mayBegin && !name.startsWith('-') && beginsLine.test(line.slice(0, start));
  return isWhole ? withoutEnd(line.slice(start).trim(), /["'`]/) : '';
}

/** Nothing but signs of a list and quotes: the value may go to the end of the line. */
const beginsLine =
  /^[ \t]{0,200}(?:- {0,5})?["'`{]{0,3}(?:export )?[\w.-]{2,200}["'`]?[ \t]{0,5}[=:]{1,2}>?[ \t]*$/;

/** Names that say nothing about a field but much about what stands behind them in a text. */
function isSecretInText(name: string, isBetweenQuotes: boolean): boolean {
  const letters = name.toLowerCase();
  if (letters === 'auth') return isBetweenQuotes;
  return letters === '_auth' || letters === 'sig' || isHeader(name) || isSecretName(name);
}

function isHeader(name: string): boolean {
  return /^(?:proxy-)?authorization$/i.test(name);
}

function secretsOfFlags(line: string): string[] {
  return [...line.matchAll(/(?<!\S)["']?--?([\w.-]{2,80})["']?,?[ \t]{1,5}(?=[^\s-])/g)].flatMap(
    ({ 0: whole, 1: name = '', index }) => {
      if (!isSecretName(name)) return [];
      const { short, long } = valueAt(line, index + whole.length);
      return [short, long];
    },
  );
}

/** A key that lost its colon. */
function secretsWithoutColon(line: string): string[] {
  const [, name = '', rest = ''] = /^[ \t]*["']?([\w./-]{2,80})["']?[ \t]+(\S.*)$/.exec(line) ?? [];
  if (!isSecretName(name) && !isHeader(name)) return [];
  return rest.split(/[\s"'{}[\],:]+/).filter(({ length }) => length > 2);
}

/** `password: |` of YAML within the text. */
function opensSecretBlock(line: string): boolean {
  const [, name] =
    /^[ \t]*(?:- {0,5})?["']?([\w.-]{2,200})["']?:[ \t]{1,5}[|>][-+\d]{0,2}[ \t]*\r?$/.exec(line) ??
    [];
  return name !== undefined && isSecretName(name);
}

/** A variable of YAML or JSON within the text: `name: PASSWORD` and its `value` behind it. */
function secretsOfNamedValues(text: string): string[] {
  const pattern =
    /\bname\\{0,4}["']?:[ \t]{0,5}\\{0,4}["']?([\w.-]{2,200})\\{0,4}["']?,?\s{0,200}\\{0,4}["']?value\\{0,4}["']?:/g;
  return [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: name = '', index }) => {
    if (!isSecretName(name) && !isHeader(name)) return [];
    const from = index + whole.length;
    const [line = ''] = text.slice(from, from + 10_000).split('\n', 1);
    const { short, long, isQuoted } = valueAt(line, 0);
    return isQuoted ? [short, long] : [short, long, line.trim()];
  });
}

/** `<password>x</password>`, and the properties of Hadoop: `<name>a.password</name><value>x</value>`. */
function secretsOfElements(text: string): string[] {
  if (!text.includes('</')) return [];
  const element = /<([\w.-]{2,80})>\s{0,20}(?:<!\[CDATA\[)?([^<\]]{1,2000})/g;
  const property =
    /<name>\s{0,20}([\w.-]{2,200})\s{0,20}<\/name>\s{0,200}<value>\s{0,20}(?:<!\[CDATA\[)?([^<\]]{1,2000})/g;
  return [...text.matchAll(element), ...text.matchAll(property)].flatMap(
    ([, name = '', value = '']) => (isSecretName(name) ? [value.trim()] : []),
  );
}
