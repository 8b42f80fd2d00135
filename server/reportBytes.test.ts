import { expect, test, vi } from 'vitest';
import { ReportBytes } from './reportBytes.ts';

const item = (message: string) => ({ message });
const [a, b, c, d] = ['a', 'größer', '🙂', ''].map(item) as [object, object, object, object];

test.each([
  [[[], [a], []]],
  [
    [
      [a, b, c],
      [a, b, c],
    ],
  ],
  [
    [
      [a, b, c],
      [a, d, c],
      [a, b, c],
    ],
  ],
  [[[a, b], [a, d, c, b], [d], [a, d]]],
  [[[a, a], [a], [a, a, a]]],
  [
    [
      [b, c],
      [a, b, c, d],
      [b, c],
    ],
  ],
  [[[a], [b, c], [c, b]]],
  [[[d, d, d], [a, a, a, a, a, a], [d]]],
  [
    [
      [a, b, c],
      [a, d, d, d, d, d, c],
      [a, c],
    ],
  ],
])('one report after another is written as JSON has it: %j', (reports) => {
  const bytes = new ReportBytes();
  for (const items of reports)
    expect(JSON.parse(`[${bytes.of(items).toString('utf8')}]`)).toEqual(items);
});

test('what was written once is not written again', () => {
  const bytes = new ReportBytes();
  const written = vi.fn(() => 'x');
  const counted = (): object => ({ toJSON: written });
  const [one, two, three] = [counted(), counted(), counted()];
  bytes.of([one, two, three]);
  bytes.of([one, counted(), counted(), three]);
  bytes.of([one, three]);
  bytes.of([two, three, one]);
  expect(written).toHaveBeenCalledTimes(5);
});
