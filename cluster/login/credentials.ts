/** What a login gives: what is sent with a request, and for how long it counts. */
import type { JsonObject } from '../values.ts';

export interface Credentials {
  /** `users[].user` and `clusters[].cluster` with tokens and inline certificates. */
  readonly user: JsonObject;
  readonly cluster: JsonObject;
  /** Milliseconds since 1970; Infinity for static credentials, 0 for those that are looked up for each request. */
  readonly expires: number;
  /** Whether asking again can give another credential. */
  readonly renewable: boolean;
}
