import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WorkParams } from '../../shared/protocol.ts';
import { Whereabouts } from './whereabouts.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function told(): { whereabouts: Whereabouts; said: WorkParams[] } {
  const said: WorkParams[] = [];
  const whereabouts = new Whereabouts();
  whereabouts.tell = (work) => {
    said.push(work);
    return Promise.resolve();
  };
  return { whereabouts, said };
}

test('work is told when it is another than before', () => {
  const { whereabouts, said } = told();
  expect(whereabouts.at('a', 'hover')).toBeInstanceOf(Promise);
  expect(whereabouts.at('a', 'hover')).toBeUndefined();
  void whereabouts.at('b', 'hover');
  void whereabouts.at('a', 'hover');
  expect(said.map(({ uri }) => uri)).toEqual(['a', 'b', 'a']);
});

test('a second without work is told as well, and the same work then again', () => {
  const { whereabouts, said } = told();
  void whereabouts.at('a', 'hover');
  vi.advanceTimersByTime(600);
  void whereabouts.at('a', 'hover');
  vi.advanceTimersByTime(600);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(600);
  expect(said.at(-1)).toEqual({ uri: null, doing: '' });
  void whereabouts.at('a', 'hover');
  vi.advanceTimersByTime(2000);
  expect(said.map(({ uri }) => uri)).toEqual(['a', null, 'a', null]);
});

test('a client that does not want to know is told nothing', () => {
  expect(new Whereabouts().at('a', 'hover')).toBeUndefined();
});
