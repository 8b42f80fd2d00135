/** A thread of the crew: checks the files that it is sent, one after the other. What it cannot bear ends it, and the crew is told. */
import { parentPort, workerData } from 'node:worker_threads';
import { Checker, type CheckerOptions, type Target } from './checker.ts';
import { examineAll } from './crew.ts';

export function runThread(): void {
  const checker = new Checker(workerData as CheckerOptions);
  parentPort?.on('message', (targets: readonly Target[]) => {
    void examineAll(checker, targets).then((done) => {
      const handedOver = done.flatMap(({ objects }) => (objects ? [objects.buffer] : []));
      parentPort?.postMessage(done, handedOver);
    });
  });
}
