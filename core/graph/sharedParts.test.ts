import { expect, test } from 'vitest';
import { SharedParts } from './sharedParts.ts';

const facts = () => ({
  name: {
    text: 'orders',
    range: { start: { line: 3, character: 2 }, end: { line: 3, character: 8 } },
  },
  labels: { app: 'orders', start: 'now' },
  keys: [] as string[],
  references: [{ kind: 'Secret', optional: false, needs: [] as string[] }],
});

test('what is shared says the same as before', () => {
  const parts = new SharedParts();
  expect(parts.in(facts())).toEqual(facts());
  expect(parts.in(facts())).toEqual(facts());
});

test('places and empty lists of two values are the same objects', () => {
  const parts = new SharedParts();
  const [one, other] = [parts.in(facts()), parts.in(facts())];
  expect(one.name.range).toBe(other.name.range);
  expect(one.keys).toBe(other.references[0]?.needs);
  expect(one.name).not.toBe(other.name);
});

test('places that differ in one number stay apart', () => {
  const parts = new SharedParts();
  const one = parts.in(facts());
  const moved = facts();
  moved.name.range.end.character++;
  expect(parts.in(moved).name.range).not.toEqual(one.name.range);
});

test('a label that is called as a place begins is no place', () => {
  const labels = { start: 'a', end: 'b' };
  expect(new SharedParts().in({ labels })).toEqual({ labels: { start: 'a', end: 'b' } });
});
