import { expect, test } from 'vitest';
import { iniFaults } from './iniFaults.ts';

const faults = (text: string): string[] =>
  iniFaults(text, [0, text.length]).map(({ span }) => text.slice(...span));

// As configparser of Python 3 says.
test.each([
  ['[core\na = 1', ['[core']],
  ['[core]\nb = 1\n[celery\nc = 2', ['[celery']],
  ['[core]\n[core]', ['[core]']],
  ['a = 1\nb = 2', ['a = 1']],
  ['[core]\nnothing\nx', ['nothing', 'x']],
  ['[core]\n= 1', ['= 1']],
])('%j is not read at %j', (text, places) => {
  expect(faults(text)).toEqual(places);
});

test.each([
  '[core] x\na: 1\nb=',
  '[core]\n a = 1\nb = 2',
  '[core]\na = 1\n  [celery\n\n  b\nx=1',
  '  [core]\n  # c\n  ; d\n  a = 1\n  [other]\n  b = 2',
  '',
])('%j is read', (text) => {
  expect(faults(text)).toEqual([]);
});
