import { expect, test } from 'vitest';
import { tooFastGrowth } from '../../test/harness/growth.ts';
import { flawOf } from './expression.ts';

test.each(['(', '-', 'rows + ', 'abs(', 'rows{a="', 'rows[5m', 'rows ^ ', 'a,', '1e'])(
  'many of %s are read in time that grows with them',
  async (part) => {
    const make = (count: number): string => part.repeat(count);
    const work = (text: string): unknown => flawOf(text, true);
    expect(await tooFastGrowth({ make, work, count: 20_000 })).toBeUndefined();
  },
);
