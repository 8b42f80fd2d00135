/** Reads a selector of series: `rows_total{job="load", path=~"/a.*"}`. */
import { compileRe2 } from '../patterns/re2.ts';
import type { Cursor } from './cursor.ts';
import { textIn, wrongEscape } from './quoted.ts';
import type { Token } from './tokens.ts';
import type { Value } from './value.ts';

export function readSelector(cursor: Cursor): Value {
  const first = cursor.peek();
  const isNamed = first.is === 'name';
  if (isNamed) cursor.take();
  const value: Value = { type: 'vector', first, isSelector: true };
  const open = cursor.peek();
  if (!cursor.takes('{')) return value;
  let isAnything = !isNamed;
  while (!cursor.takes('}')) {
    const matcher = readMatcher(cursor, open);
    if (!matcher) return { type: undefined, first };
    if (matcher.isNarrow) isAnything = false;
    if (matcher.isName && isNamed)
      cursor.fail(
        matcher.label,
        `the name of the metric stands before the braces already: keep one`,
      );
    if (cursor.takes('}')) break;
    cursor.expect(',', missingComma(cursor.peek()));
    if (cursor.flaw) return { type: undefined, first };
  }
  if (isAnything)
    cursor.fail(
      first,
      'this selects all series there are: name a metric, or a label with a value that is not empty',
    );
  return value;
}

function missingComma({ is }: Token): string {
  return is === 'end'
    ? 'this brace is not closed: add "}"'
    : 'conditions on labels are parted by commas: add one before this';
}

interface Matcher {
  readonly label: Token;
  readonly isName: boolean;
  /** It does not fit a label that is absent. */
  readonly isNarrow: boolean;
}

function readMatcher(cursor: Cursor, open: Token): Matcher | undefined {
  const label = cursor.take();
  if (label.is === 'end') {
    cursor.fail(open, 'this brace is not closed: add "}"');
    return undefined;
  }
  if (label.is !== 'name' && label.is !== 'text') {
    cursor.fail(label, 'the name of a label is missing here');
    return undefined;
  }
  const sign = cursor.peek();
  // The name of a metric with signs of its own stands in quotes.
  if (label.is === 'text' && (sign.text === ',' || sign.text === '}'))
    return { label, isName: true, isNarrow: true };
  cursor.take();
  if (!['=', '!=', '=~', '!~'].includes(sign.text)) {
    const meant = sign.text === '==' ? '=' : undefined;
    const what =
      meant === undefined
        ? `behind the label "${label.text}" one of =, !=, =~ and !~ is missing`
        : 'a label is compared by one =: write = in place of ==';
    cursor.fail(sign.is === 'end' ? label : sign, what, meant);
    return undefined;
  }
  const value = cursor.take();
  if (value.is !== 'text') {
    cursor.fail(
      value.is === 'end' ? label : value,
      'the value of a label stands in quotes: put them around it',
    );
    return undefined;
  }
  checkText(cursor, value, sign.text.endsWith('~'));
  const isName = label.text.replaceAll(/["'`]/g, '') === '__name__';
  return { label, isName, isNarrow: !fitsEmpty(sign.text, value.text.slice(1, -1)) };
}

function checkText(cursor: Cursor, { text, at }: Token, isExpression: boolean): void {
  const wrong = wrongEscape(text);
  const read = textIn(text);
  if (wrong)
    cursor.fail(
      { text: wrong.text, at: at + wrong.at },
      `PromQL knows no "${wrong.text}" in quotes: write two backslashes`,
      `\\${wrong.text}`,
    );
  else if (isExpression && read !== undefined && read.length <= maxExpression) {
    const compiled = compileRe2(read);
    if (!compiled.ok && compiled.isInvalid)
      cursor.fail({ text, at }, `Prometheus cannot read this expression: ${compiled.reason}`);
  }
}

/** Longer ones take long to compile. */
const maxExpression = 2_000;

/** An expression counts as one that fits only where that is plain. */
function fitsEmpty(sign: string, value: string): boolean {
  if (sign === '=') return value === '';
  if (sign === '!=') return value !== '';
  const isAll = value === '' || value === '.*' || value === '^.*$';
  return sign === '=~' ? isAll : false;
}
