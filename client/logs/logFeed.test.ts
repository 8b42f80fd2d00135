import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { LogFeed, mostPending } from './logFeed.ts';

beforeEach(() => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
});

const one = { pod: 'web-1', container: 'main' };
const two = { pod: 'web-2', container: 'main' };

function feedOf(options: { named?: boolean; lines?: number } = {}) {
  let changes = 0;
  let ends = 0;
  const feed = new LogFeed({
    ...(options.named && { nameOf: ({ pod }) => pod }),
    limits: { lines: options.lines ?? 1000, characters: 10_000_000 },
    changed: () => (changes += 1),
    ended: () => (ends += 1),
  });
  return { feed, changes: () => changes, ends: () => ends };
}

test('lines of several containers stand in the order of their time, whoever came first', () => {
  const { feed, changes } = feedOf({ named: true });
  void feed.line({ source: two, time: 2, text: 'second' });
  void feed.line({ source: two, text: 'of the same time' });
  void feed.line({ source: one, time: 1, text: 'first' });
  expect(feed.text).toBe('');
  vi.advanceTimersByTime(300);
  expect(feed.text).toBe('web-1 │ first\nweb-2 │ second\nweb-2 │ of the same time\n');
  expect(changes()).toBe(1);
});

test('lines of one container stand as they were written', () => {
  const { feed } = feedOf();
  void feed.line({ source: one, time: 1, text: '  indented' });
  vi.advanceTimersByTime(300);
  expect(feed.text).toBe('  indented\n');
});

test('a container that writes faster than is shown waits until its lines are shown', async () => {
  const { feed } = feedOf({ lines: 10_000 });
  let waits: Promise<void> | undefined;
  for (let at = 0; at < mostPending; at++) waits = feed.line({ source: one, time: at, text: 'x' });
  expect(waits).toBeInstanceOf(Promise);
  vi.advanceTimersByTime(300);
  await waits;
  expect(feed.line({ source: one, text: 'next' })).toBeUndefined();
});

test('a text is told the less often the longer it is', () => {
  const { feed, changes } = feedOf({ lines: 100_000 });
  const write = (text: string) => void feed.line({ source: one, text });
  write('x'.repeat(8_000_000));
  vi.advanceTimersByTime(300);
  expect(feed.text.length).toBeGreaterThan(7_000_000);
  write('more');
  vi.advanceTimersByTime(1500);
  expect(changes()).toBe(1);
  vi.advanceTimersByTime(1000);
  expect(changes()).toBe(2);
});

test('what is closed says so once and takes no more', () => {
  const { feed, ends } = feedOf();
  void feed.line({ source: one, text: 'last' });
  feed.close('Stopped');
  void feed.line({ source: one, text: 'too late' });
  feed.ended();
  vi.advanceTimersByTime(5000);
  expect(feed.text).toBe('last\n── Stopped ──\n');
  expect(ends()).toBe(1);
});
