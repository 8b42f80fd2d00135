/** The worker of pump.ts: tells every expression whose time grows with the square of its text, or worse. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Pumps } from './pump.ts';

interface Work {
  readonly expressions: readonly { readonly source: string; readonly flags: string }[];
  readonly first: number;
  readonly pumps: Pumps;
  readonly progress: Int32Array;
}

const { expressions, first, pumps, progress } = workerData as Work;
for (let at = first; at < expressions.length; at++) tryExpression(at);
parentPort?.postMessage('done');

function tryExpression(at: number): void {
  const { source, flags } = expressions[at] ?? { source: '', flags: '' };
  const expression = new RegExp(source, flags);
  let text = 0;
  let slowest: { at: number; text: number; ms: number } | undefined;
  for (const head of pumps.heads)
    for (const unit of pumps.units)
      for (const tail of pumps.tails) {
        Atomics.store(progress, 0, at);
        Atomics.store(progress, 1, text);
        const pumped = (length: number): string =>
          head + unit.repeat(Math.ceil(length / unit.length)) + tail;
        const time = (length: number): number => timeOf(expression, pumped(length));
        const ms = mostly(() => growsTooFast(time));
        if (ms > (slowest?.ms ?? 0)) slowest = { at, text, ms };
        text++;
      }
  if (slowest) parentPort?.postMessage(slowest);
}

/** What two of three say: other work on the machine seldom slows the same lengths again, and seldom hides them again. */
function mostly(ask: () => number): number {
  const [first, second] = [ask(), ask()];
  if (first > 0 === second > 0) return Math.min(first, second);
  return ask();
}

/**
 * The time for 8,000 characters, where it is nearer to the square than to the length; else 0. Each figure is the least of
 * several, as a loaded machine only ever makes one larger. By the clock: where the kernel counts the time of a thread in
 * ticks of some milliseconds, what takes less counts as nothing.
 */
function growsTooFast(time: (length: number) => number): number {
  // What takes 2ⁿ steps does not come back from here.
  time(60);
  if (time(2_000) < 0.3) return 0;
  const least = (length: number): number =>
    Math.min(time(length), time(length), time(length), time(length));
  const large = Math.min(time(8_000), time(8_000));
  if (large < 4) return 0;
  if (large / least(2_000) < 8) return 0;
  // Four times the text again, as an expression of bounded length is slow at first and then grows no more.
  const longer = Math.min(time(32_000), time(32_000));
  return longer / large > 8 ? large : 0;
}

function timeOf(expression: RegExp, text: string): number {
  expression.lastIndex = 0;
  const start = performance.now();
  if (expression.global)
    for (let found = expression.exec(text); found; found = expression.exec(text))
      next(expression, found);
  else expression.test(text);
  return performance.now() - start;
}

/** Past an empty find, as `matchAll` goes. */
function next(expression: RegExp, [found]: RegExpExecArray): void {
  if (found === '') expression.lastIndex++;
}
