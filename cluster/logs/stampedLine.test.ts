import { expect, test } from 'vitest';
import { SeenLines, stampedLine } from './stampedLine.ts';

test('the time of a line is read to parts of a millisecond, in any zone', () => {
  const noon = Date.parse('2026-01-31T12:00:00Z');
  expect(stampedLine('2026-01-31T12:00:00.500250000Z a  b')).toEqual({
    ...{ time: noon + 500.25, text: 'a  b' },
  });
  expect(stampedLine('2026-01-31T14:00:00+02:00 x')).toEqual({ time: noon, text: 'x' });
  expect(stampedLine('2026-01-31T12:00:00Z ')).toEqual({ time: noon, text: '' });
  expect(stampedLine('2026-01-31T12:00:00Z')).toEqual({ time: noon, text: '' });
});

test('a line without a time is kept as it is', () => {
  for (const text of ['', 'unable to retrieve container logs', '2026-99-31T12:00:00Z x'])
    expect(stampedLine(text)).toEqual({ text });
});

test('a log that is taken up again tells each line once', () => {
  const seen = new SeenLines();
  const read = (...times: number[]) => times.filter((time) => seen.isNew({ time, text: '' }));
  expect(read(1.1, 1.2, 1.5, 1.5)).toEqual([1.1, 1.2, 1.5, 1.5]);
  expect(seen.time).toBe(1.5);
  seen.takenUpAgain();
  // From the whole second on; one more line of the same moment has come meanwhile.
  expect(read(1.1, 1.2, 1.5, 1.5, 1.5, 1.7)).toEqual([1.5, 1.7]);
  seen.takenUpAgain();
  expect(read(1.7)).toEqual([]);
  expect(read(1.8)).toEqual([1.8]);
});

test('lines whose clock went back are told where nothing is taken up again', () => {
  const seen = new SeenLines();
  expect([5, 3, 4].filter((time) => seen.isNew({ time, text: '' }))).toEqual([5, 3, 4]);
  expect(seen.isNew({ text: 'no time' })).toBe(true);
});
