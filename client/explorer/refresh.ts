// Keeps open lists fresh: reads them again every few seconds while somebody can see them, slower and slower
// while the cluster does not answer, not at all while the view is hidden. Free of `vscode`: it is told.

const pollMs = 5000;
const longestPollMs = 20_000;

export interface Refresh {
  /** The view was shown or hidden, or the window gained or lost focus. */
  setActive(isActive: boolean): void;
  dispose(): void;
}

export interface RefreshWork {
  /** Reads the open lists again; false when the cluster did not answer. */
  run(): Promise<boolean>;
  failed(error: unknown): void;
}

export function createRefresh(work: RefreshWork): Refresh {
  let timer: NodeJS.Timeout | undefined;
  let isActive = false;
  let delayMs = pollMs;
  /** Changes whenever a pending round must not start another one. */
  let round = 0;

  const schedule = () => {
    clearTimeout(timer);
    const mine = ++round;
    timer = setTimeout(() => {
      work
        .run()
        .then((didAnswer) => {
          delayMs = didAnswer ? pollMs : Math.min(delayMs * 2, longestPollMs);
        })
        .catch((error: unknown) => {
          delayMs = longestPollMs;
          work.failed(error);
        })
        .finally(() => {
          if (isActive && mine === round) schedule();
        });
    }, delayMs);
  };

  const rest = () => {
    clearTimeout(timer);
    round += 1;
  };

  return {
    setActive(next) {
      if (next === isActive) return;
      isActive = next;
      delayMs = pollMs;
      if (isActive) schedule();
      else rest();
    },
    dispose: () => {
      isActive = false;
      rest();
    },
  };
}
