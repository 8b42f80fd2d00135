/** What the client is asked for in the background: one after the other, and each thing once however often it is wanted meanwhile. */
import type { Emitter } from '../core/emitter.ts';
import type { Log } from '../core/log.ts';
import { errorWithPlace } from '../shared/errorWords.ts';

export interface Asking<Needed> {
  /** What is wanted has to stand so long before it is asked for, as names are typed letter by letter. */
  readonly pauseMs: number;
  readonly keyOf: (needed: Needed) => string;
  readonly ask: (needed: Needed) => Promise<void>;
  readonly log: Log;
}

export function askOneByOne<Needed>(
  didNeed: Emitter<Needed>,
  { pauseMs, keyOf, ask, log }: Asking<Needed>,
): void {
  const waiting = new Map<string, Needed>();
  let timer: NodeJS.Timeout | undefined;
  const askAll = async (): Promise<void> => {
    for (const [key, needed] of waiting) {
      waiting.delete(key);
      await ask(needed).catch((error: unknown) => {
        log.error(`${key} in the cluster: ${errorWithPlace(error)}`);
      });
    }
    timer = undefined;
  };
  didNeed.on((needed) => {
    waiting.set(keyOf(needed), needed);
    timer ??= setTimeout(() => void askAll(), pauseMs);
  });
}
