import { expect, test } from 'vitest';
import { maxItems, offered } from './offered.ts';

const many = Array.from({ length: maxItems + 50 }, (_, index) => `field${index}`);

test('a short list is offered whole, whatever is typed', () => {
  expect(offered(['b', 'a'], 'x')).toEqual(['b', 'a']);
});

test('of a long one those are offered that have the typed letters in their order', () => {
  expect(offered(many, '')).toHaveLength(maxItems);
  expect(offered(many, 'Fd1049')).toEqual(['field1049']);
  expect(offered(many, 'dlf')).toEqual([]);
  expect(offered([...many, 'd7'], 'd7')[0]).toBe('d7');
});
