/** What is to be done to one object, and can be tried before. */
import type { Result } from '../api.ts';
import type { RunOptions } from '../actionsApi.ts';
import type { ClusterConnection } from '../http/connection.ts';
import { sendLasting, type Write } from './write.ts';

export interface Planned {
  /** What changes, in words. */
  readonly lines: readonly string[];
  /** What is to be thought of before. */
  readonly warnings: readonly string[];
  /** Tries it and changes nothing. Further warnings. */
  attempt(signal: AbortSignal | undefined): Promise<Result<readonly string[]>>;
  /** What is to be told once it is done. */
  run(options: RunOptions): Promise<Result<string | undefined>>;
}

export function byOneRequest(connection: ClusterConnection, write: Write): Planned {
  const { lines, warnings = [] } = write;
  return {
    ...{ lines, warnings },
    async attempt(signal) {
      const tried = await sendLasting(connection, write, { isDryRun: true, signal });
      return tried.ok ? { ok: true, value: tried.value.warnings } : tried;
    },
    async run({ signal }) {
      const sent = await sendLasting(connection, write, { isDryRun: false, signal });
      return sent.ok ? { ok: true, value: write.note?.(sent.value.body) } : sent;
    },
  };
}
