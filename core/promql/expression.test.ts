import { expect, test } from 'vitest';
import { flawOf } from './expression.ts';

test.each([
  'up',
  ':rows:rate5m{job!~"a|b", pod=""} == 0',
  'sum without (pod) (rate(rows_total[5m] offset -1d)) > bool 1e-3',
  'topk(3, sum by (job,) (rows)) * on(job) group_left() (info{a="b"} or vector(0))',
  'max_over_time(rate(rows[5m])[1h:1m] @ 1700000000)',
  'quantile_over_time(0.9, rows[1d2h3m4s5ms]) atan2 -rows ^ 2',
  'rate(rows[step() * 4]) / (1h + 5)',
  'label_join(up, "a", ",", "b", "c", "d") and month() == 1',
  '{"rows.total", `le`="1"} # a comment with (',
  'sum(sum) by (by) + count{bool="on"}',
  'Inf > bool NaN',
  '0x1F / 1_000',
  'rate(rows[$interval])',
  'rate(rows[{{ .window }}]',
  'up{job="%(job)s"',
  'up{path=~"/a/\\\\d+\\x41|\\u00e9\\101", pod!~`\\d+`}',
])('%s is taken', (expression) => {
  expect(flawOf(expression, true)).toBeUndefined();
});

test.each([
  ['rate(rows)', 'rows', 'add a time in brackets'],
  ['abs(rows[5m])', 'rows', 'remove the time in brackets'],
  ['rows[5m:', '5', undefined],
  ['clamp(rows, 1)', 'clamp', 'takes 3 arguments and is given 2'],
  ['round(rows, 1, 2)', 'round', 'takes 1 or 2 arguments and is given 3'],
  ['label_join(rows, "a")', 'label_join', 'takes 3 or more arguments and is given 2'],
  ['sum by (job) (rows) by (pod)', 'by', 'keep one'],
  ['sum(rows, 1)', 'sum', 'is given 2 arguments'],
  ['rows + group_left rows', 'group_left', 'add one of the two before'],
  ['rows and on(job) group_left rows', 'group_left', 'does not go with "and"'],
  ['rows + bool rows', '+', 'belongs behind a comparison'],
  ['rows > "a"', '"a"', 'this is a text in quotes'],
  ['-"a"', '"a"', 'a sign stands before'],
  ['rows offset', 'offset', 'a time is missing'],
  ['rows offset job', 'job', 'a time is missing'],
  ['rows @ job', 'job', 'a moment is missing'],
  ['rows[0s]', '0s', 'above zero'],
  ['rows{job', 'job', 'is missing'],
  ['rows{job="a" pod="b"}', 'pod', 'parted by commas'],
  ['rows{job="a",', '{', 'not closed'],
  ['rows{__name__="a"}', '__name__', 'keep one'],
  ['rows{path=~"/a/\\d+"}', '\\d', 'write two backslashes'],
  ['rows{path=~"(?!a)b"}', '"(?!a)b"', 'cannot read this expression'],
  ['rows{path!~"a(b"}', '"a(b"', 'cannot read this expression'],
  ['rows{="a"}', '=', 'the name of a label'],
  ['{}', '{', 'selects all series'],
  ['rows)', ')', 'closes nothing'],
  ['(rows', '(', 'not closed'],
  ['and rows', 'and', 'something is missing'],
  ['5rows', '5rows', 'neither a number nor a name'],
  ['rows !', '!', 'PromQL has no sign'],
  ["rows{job='a}", "'a}", 'this quote is not closed'],
  ['', '', undefined],
] as const)('%s is told', (expression, at, words) => {
  const flaw = flawOf(expression, true);
  expect(flaw).toBeDefined();
  const { at: from = -1, length = 0, message = '' } = flaw ?? {};
  if (at !== '' && words !== undefined) expect(expression.slice(from, from + length)).toBe(at);
  expect(message).toContain(words ?? '');
});

test('what is computed may be anything where no rule keeps it', () => {
  expect(flawOf('rows[5m]', true)?.message).toContain('a rule computes series or a number');
  expect(flawOf('rows[5m]', false)).toBeUndefined();
});
