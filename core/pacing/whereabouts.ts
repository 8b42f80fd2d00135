/**
 * Tells the client which file is worked on, before the work begins: of a process that hangs or falls nothing can be
 * asked afterwards. Said only when it changes, so that typing in one file costs next to nothing.
 */
import type { WorkParams } from '../../shared/protocol.ts';

/** Resolves once the message has left the process. */
export type TellWork = (work: WorkParams) => Promise<void>;

export class Whereabouts {
  /** Undefined for a client that does not want to know. */
  tell: TellWork | undefined;
  #told = '';
  #idle: NodeJS.Timeout | undefined;

  /** Work begins. To be awaited where there is something to wait for: the message has to be out first. */
  at(uri: string, doing: string): Promise<void> | undefined {
    if (!this.tell) return undefined;
    // Whoever hangs does not come to this timer; and what falls between two files is nobody's fault.
    this.#idle =
      this.#idle?.refresh() ?? setTimeout(() => void this.#say(null, ''), idleMs).unref();
    return this.#say(uri, doing);
  }

  #say(uri: string | null, doing: string): Promise<void> | undefined {
    const what = `${doing} ${uri ?? ''}`;
    if (what === this.#told || !this.tell) return undefined;
    this.#told = what;
    return this.tell({ uri, doing });
  }
}

const idleMs = 1_000;
