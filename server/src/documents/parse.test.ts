import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../../test/harness/growth.ts';
import { parse } from './parse.ts';

const openings = ['[', '{a: ', '- ', '? ', '{'];

test.for(openings)(
  'levels of "%s" beyond any real text end the reading early, with one error',
  async (opening) => {
    const { root, errors } = parse(opening.repeat(5_000));
    expect(root).toBeUndefined();
    expect(errors.map(({ code }) => code)).toEqual(['RESOURCE_EXHAUSTION']);
    const make = (count: number): string => opening.repeat(count);
    expect(await tooFastGrowth({ make, work: parse, count: 50_000 })).toBeUndefined();
  },
);

test('levels that a text may have are read', () => {
  const levels = 140;
  const { root, errors } = parse('{a: [\n'.repeat(levels) + ']}\n'.repeat(levels));
  expect(errors).toEqual([]);
  expect(root?.type).toBe('map');
});
