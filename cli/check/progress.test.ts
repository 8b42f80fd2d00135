import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

function told(isTerminal: boolean, times: readonly number[]): string[] {
  const lines: string[] = [];
  const err = {
    isTerminal,
    write: (text: string) => {
      lines.push(text);
    },
  };
  let now = 0;
  const progress = createProgress(err, 2_000, () => now);
  for (now of times) progress.add(400);
  progress.end();
  return lines;
}

test('a long run tells how far it is, in one line that goes in the end', () => {
  expect(told(true, [500, 1_100, 1_150, 1_400])).toEqual([
    '\rChecked 800 of 2,000 files',
    '\rChecked 1,600 of 2,000 files',
    '\r\u001B[K',
  ]);
});

test('a short run says nothing, and nor does one without a terminal', () => {
  expect(told(true, [100, 900])).toEqual([]);
  expect(told(false, [5_000, 9_000])).toEqual([]);
});
