/**
 * Which expressions take time that grows faster than their text: each is tried on texts that repeat one piece many times,
 * in a worker, so that one that never ends can be left.
 */
import { Worker } from 'node:worker_threads';
import type { Expression } from './sources.ts';

export interface Slow {
  readonly expression: Pick<Expression, 'source' | 'flags' | 'at'>;
  /** As a program would write it: `"a" + " "*8000 + "!"`. */
  readonly text: string;
  /** For 8,000 characters; infinite where it did not end. */
  readonly ms: number;
}

export interface Pumps {
  readonly heads: readonly string[];
  readonly units: readonly string[];
  readonly tails: readonly string[];
}

/** What tells most expressions that are slow, in some seconds for all. */
export const quickPumps: Pumps = {
  heads: ['', 'a', '"', 'a: ', '{{'],
  units: [
    ...[' ', '\n', '\t', 'a', '0', '.', '/', '-', ':', '#', '!', '=', '"', '\\"', '{', '{{', ','],
    ...[
      '- ',
      '# ',
      'a ',
      'a: ',
      '1s',
      '.x',
      '&a',
      '&a ',
      '\n\n ',
      '\r\n',
      '#\r\n',
      'a-',
      'a\n',
      'a=1,',
      'a-1.1',
      ': &a',
    ],
  ],
  tails: ['', '!', 'x\n'],
};

/** A worker that makes no step for so long hangs in one expression; far more than any step takes on a loaded machine. */
const hangMs = 8_000;

export async function slowOnes(
  expressions: readonly Pick<Expression, 'source' | 'flags' | 'at'>[],
  pumps: Pumps,
  patienceMs = hangMs,
): Promise<Slow[]> {
  const found: Slow[] = [];
  for (let next = 0; next < expressions.length;) {
    const batch = await runFrom(expressions, next, pumps, patienceMs);
    found.push(...batch.slow);
    next = batch.next;
  }
  return found;
}

interface Batch {
  readonly slow: readonly Slow[];
  readonly next: number;
}

/** Until the end, or until one expression hangs. */
function runFrom(
  expressions: readonly Pick<Expression, 'source' | 'flags' | 'at'>[],
  first: number,
  pumps: Pumps,
  patienceMs: number,
): Promise<Batch> {
  /** Number of the expression, number of its text. */
  const progress = new Int32Array(new SharedArrayBuffer(8));
  const slow: Slow[] = [];
  const worker = new Worker(new URL('./pumpWorker.ts', import.meta.url), {
    workerData: { expressions, first, pumps, progress },
  });
  return new Promise((resolve, reject) => {
    let before = '';
    let since = Date.now();
    const end = (next: number): void => {
      clearInterval(timer);
      void worker.terminate();
      resolve({ slow, next });
    };
    const timer = setInterval(() => {
      const now = progress.join();
      if (now !== before) {
        before = now;
        since = Date.now();
      } else if (before !== '0,0' && Date.now() - since > patienceMs) {
        const [at = 0, text = 0] = progress;
        const expression = expressions[at];
        if (expression) slow.push({ expression, text: nameOf(pumps, text), ms: Infinity });
        end(at + 1);
      }
    }, 100);
    worker.on('message', (message: { at: number; text: number; ms: number } | 'done') => {
      if (message === 'done') {
        end(expressions.length);
        return;
      }
      const expression = expressions[message.at];
      if (expression) slow.push({ expression, text: nameOf(pumps, message.text), ms: message.ms });
    });
    worker.on('error', (error) => {
      clearInterval(timer);
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

function nameOf({ heads, units, tails }: Pumps, text: number): string {
  const tail = tails[text % tails.length] ?? '';
  const unit = units[Math.floor(text / tails.length) % units.length] ?? '';
  const head = heads[Math.floor(text / tails.length / units.length)] ?? '';
  return `${JSON.stringify(head)} + ${JSON.stringify(unit)}*n + ${JSON.stringify(tail)}`;
}
