/** At most so many at a time; the others wait in their order, and a signal ends the waiting. */

export interface Lane {
  leave(): void;
}

export interface Lanes {
  /** Undefined when the signal was aborted first. */
  enter(signal?: AbortSignal): Promise<Lane | undefined>;
}

export function createLanes(count: number): Lanes {
  const waiting = new Set<() => void>();
  let free = count;

  const lane = (): Lane => {
    let isLeft = false;
    return {
      leave() {
        if (isLeft) return;
        isLeft = true;
        free++;
        const [next] = waiting;
        next?.();
      },
    };
  };

  return {
    enter(signal) {
      if (signal?.aborted) return Promise.resolve(undefined);
      if (free > 0) {
        free--;
        return Promise.resolve(lane());
      }
      return new Promise((done) => {
        const stopWaiting = () => {
          waiting.delete(start);
          signal?.removeEventListener('abort', onAbort);
        };
        const start = () => {
          stopWaiting();
          free--;
          done(lane());
        };
        const onAbort = () => {
          stopWaiting();
          done(undefined);
        };
        waiting.add(start);
        signal?.addEventListener('abort', onAbort, { once: true });
      });
    },
  };
}
