/** A thread of the crew: checks the files that it is sent, one after the other. What it cannot bear ends it, and the crew is told. */
import { parentPort, workerData } from 'node:worker_threads';
import { Checker, type CheckerOptions } from './checker.ts';
import { examineAll } from './crew.ts';
import type { Target } from './examinedFile.ts';

export function runThread(): void {
  const checker = new Checker(workerData as CheckerOptions);
  parentPort?.on('message', (targets: readonly Target[]) => {
    void examineAll(checker, targets).then((done) => {
      const handedOver = done.flatMap(({ documents }) => (documents ? [documents.buffer] : []));
      parentPort?.postMessage(done, handedOver);
    });
  });
}
