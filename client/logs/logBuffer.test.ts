import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { LogBuffer } from './logBuffer.ts';

test('lines are a text that ends with the last of them', () => {
  const buffer = new LogBuffer();
  expect(buffer.text).toBe('');
  buffer.append(['a', '', 'c']);
  expect(buffer.text).toBe('a\n\nc\n');
});

test('the last lines are kept, and how many are not is said in the first one', () => {
  const buffer = new LogBuffer({ lines: 8, characters: 1000 });
  buffer.append(Array.from({ length: 9 }, (_, at) => `line ${at}`));
  expect(buffer.size).toBe(6);
  expect(buffer.dropped).toBe(3);
  const [first, second] = buffer.text.split('\n');
  expect(first).toMatch(/3 earlier lines are not kept/);
  expect(second).toBe('line 3');
});

test('long lines count by their characters, and one that is longer than all is not kept', () => {
  const buffer = new LogBuffer({ lines: 100, characters: 100 });
  for (let count = 0; count < 50; count++) buffer.append(['x'.repeat(30)]);
  expect(buffer.text.length).toBeLessThan(250);
  buffer.append(['y'.repeat(5000)]);
  expect(buffer.size).toBe(0);
});

test('however much comes, no more is kept, and a line costs as little as the one before', async () => {
  const limits = { lines: 2000, characters: 200_000 };
  const work = (count: number) => {
    const buffer = new LogBuffer(limits);
    for (let at = 0; at < count; at++) buffer.append([`line ${at}`]);
    expect(buffer.size).toBeLessThanOrEqual(limits.lines);
    expect(buffer.size + buffer.dropped).toBe(count);
  };
  expect(await tooFastGrowth({ make: (count) => count, work, count: 200_000 })).toBeUndefined();
});

test('nearly every change of the text is an addition at its end', () => {
  const buffer = new LogBuffer({ lines: 1000, characters: 1_000_000 });
  let replaced = 0;
  let before = '';
  for (let at = 0; at < 10_000; at += 10) {
    buffer.append(Array.from({ length: 10 }, (_, more) => `line ${at + more}`));
    const { text } = buffer;
    if (!text.startsWith(before)) replaced += 1;
    before = text;
  }
  expect(replaced).toBe(35); // each time a quarter of the lines goes
});
