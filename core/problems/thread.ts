/** A thread of the crew: checks the files that it is sent, one after the other. What it cannot bear ends it, and the crew is told. */
import { platform, setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { Checker, type CheckerOptions } from './checker.ts';
import { examineAll } from './crew.ts';
import type { Target } from './examinedFile.ts';

export function runThread(): void {
  const options = workerData as CheckerOptions;
  if (options.editor) giveWay();
  const checker = new Checker(options);
  parentPort?.on('message', (targets: readonly Target[]) => {
    void examineAll(checker, targets).then((done) => {
      const handedOver = done.flatMap(({ documents }) => (documents ? [documents.buffer] : []));
      parentPort?.postMessage(done, handedOver);
    });
  });
}

/** Whoever types is answered first. Only Linux knows priorities of threads: elsewhere it would be that of the whole process. */
function giveWay(): void {
  if (platform() !== 'linux') return;
  try {
    setPriority(0, niceness);
  } catch {
    // The system does not allow it: the threads work as the others do.
  }
}

/** Half of the time that others get where all want it; all of it where nobody does. */
const niceness = 3;
