import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { parse } from './parse.ts';

const openings = ['[', '{a: ', '- ', '? ', '{'];

test.for(openings)(
  'levels of "%s" beyond any real text end the reading early, with a reason',
  async (opening) => {
    expect(parse(opening.repeat(5_000)).leftOut).toBe('too deep');
    const make = (count: number): string => opening.repeat(count);
    expect(await tooFastGrowth({ make, work: parse, count: 50_000 })).toBeUndefined();
  },
);

test('levels that a text may have are read', () => {
  const levels = 140;
  const { root, problems } = parse('{a: [\n'.repeat(levels) + ']}\n'.repeat(levels));
  expect(problems).toEqual([]);
  expect(root?.type).toBe('map');
});

test('a text of more parts than any real one ends the reading early', async () => {
  const make = (count: number): string => `a: [${'b, '.repeat(count)}]`;
  expect(parse(make(10_000)).root?.type).toBe('map');
  expect(parse(make(200_000)).leftOut).toBe('too many parts');
  expect(await tooFastGrowth({ make, work: parse, count: 20_000 })).toBeUndefined();
});
