/**
 * Ends the server when the editor that started it is gone, even while a piece of work keeps its thread busy: nobody would
 * ever end it. A thread of its own looks, as a busy one has no turn to.
 */
import { Worker } from 'node:worker_threads';

export interface LifelineData {
  /** The processes without which the server is of no use: the editor, as it says, and the one that started the server. */
  readonly editor: number | undefined;
  readonly parent: number;
}

/** Starts to look; `program` is the path of the built worker. The thread keeps no process alive. */
export function holdLifeline(program: string, editor: number | undefined): void {
  const workerData: LifelineData = { editor, parent: process.ppid };
  const worker = new Worker(program, { workerData, resourceLimits });
  // Without it all else works: only a busy server would outlive its editor.
  worker.on('error', () => undefined);
  worker.unref();
}

const resourceLimits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 2, stackSizeMb: 1 };
