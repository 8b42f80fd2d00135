// When what has changed is drawn: at once, then at most four times a second, and not while nobody can see it.
// Free of `vscode`: it is told.

/** Milliseconds from one drawing to the next. */
const pauseMs = 250;

export interface Redraw {
  /** The list of this node is another one now. */
  soon(nodeId: string): void;
  /** The view was shown or hidden. */
  setVisible(isVisible: boolean): void;
  dispose(): void;
}

export interface RedrawWork {
  draw(nodeIds: readonly string[]): Promise<void>;
  failed(error: unknown): void;
}

export function createRedraw(work: RedrawWork): Redraw {
  const changed = new Set<string>();
  let isVisible = false;
  let isBusy = false;

  const next = () => {
    if (isBusy || !isVisible || changed.size === 0) return;
    isBusy = true;
    const nodeIds = [...changed];
    changed.clear();
    work
      .draw(nodeIds)
      .catch((error: unknown) => work.failed(error))
      .finally(() => {
        setTimeout(() => {
          isBusy = false;
          next();
        }, pauseMs);
      });
  };

  return {
    soon(nodeId) {
      changed.add(nodeId);
      next();
    },
    setVisible(value) {
      isVisible = value;
      next();
    },
    dispose() {
      isVisible = false;
      changed.clear();
    },
  };
}
