/** How much is read at once, and how long the watches wait for what: in milliseconds unless the name says seconds. */

export interface WatchLimits {
  /** Objects in the first page of a list, which somebody waits for. */
  readonly firstPageSize: number;
  /** Objects in each of the others. */
  readonly pageSize: number;
  /** How long the server is to keep a watch, somewhere between: not all of them end at once. */
  readonly seconds: { readonly least: number; readonly most: number };
  /** A server that sends bookmarks sends one each minute: a stream that is quiet for so long is dead. */
  readonly quietMs: number;
  readonly watchdogMs: number;
  /** Between two readings of a list that may not be watched. */
  readonly pollMs: number;
  /** Between two looks for a kind that the cluster does not have. */
  readonly absentMs: number;
  /** A watch that ends earlier and brought nothing was in vain. */
  readonly vainMs: number;
  /** After so many watches in a row that were in vain; the last one for all that follow. */
  readonly vainPausesMs: readonly number[];
}

export const defaultLimits: WatchLimits = {
  firstPageSize: 200,
  pageSize: 500, // as Kubernetes' own clients
  seconds: { least: 8 * 60, most: 12 * 60 },
  quietMs: 100_000,
  watchdogMs: 5000,
  pollMs: 60_000,
  absentMs: 120_000,
  vainMs: 1000,
  vainPausesMs: [0, 0, 250, 500, 1000, 2000, 4000],
};
