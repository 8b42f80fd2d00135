/** Builds the failures of the cluster modules, and the sentences that a user reads. */
import type { ClusterError, ClusterErrorCode, Failure, FieldCause } from '../api.ts';

export interface ErrorDetails {
  readonly verb?: string;
  readonly resource?: string;
  readonly namespace?: string;
  readonly causes?: readonly FieldCause[];
  readonly status?: number;
  readonly isGroupAbsent?: true;
  readonly retryAfter?: number;
}

export function clusterError(
  code: ClusterErrorCode,
  message: string,
  { causes = [], ...details }: ErrorDetails = {},
): ClusterError {
  return { code, message, ...withoutUndefined(details), causes };
}

export function fail(code: ClusterErrorCode, message: string, details?: ErrorDetails): Failure {
  return { ok: false, error: clusterError(code, message, details) };
}

/** For a signal that was aborted before or during a call. */
export function cancelled(): Failure {
  return fail('cancelled', 'Cancelled');
}

/** Node's error code (`ENOENT`, `ECONNREFUSED`, …), looked for in the causes as well. */
export function errorCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError && at.errors.length) at = at.errors[0];
    else at = at.cause;
  }
  return undefined;
}

/** Somebody has judged what was sent. Else the server was busy, broken or not reached, and may take the same later. */
export function isVerdict({ code, status = 0 }: ClusterError): boolean {
  const isUnanswered = ['timeout', 'unreachable', 'server-error', 'cancelled', 'tls'].includes(
    code,
  );
  return !isUnanswered && status < 500 && status !== 408 && status !== 429;
}

/** Hides what looks like a credential in text that comes from another program, and keeps it short. */
export function presentable(text: string, limit = 400): string {
  const safe = text
    .slice(0, limit + maxRead)
    .replace(/eyJ[\w-]+\.[\w-]+(\.[\w-]*)?/g, '<hidden>')
    .replace(/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 <hidden>')
    .replace(
      /((?:token|secret|password|passwd|key)["']?\s*[=:]\s*["']?)[^\s"',]{4,}/gi,
      '$1<hidden>',
    )
    .trim();
  return shortened(safe, limit);
}

/** Characters beyond those shown that are looked at: what is hidden is replaced by less. */
const maxRead = 20_000;

export function shortened(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit)}…` : text;
}

function withoutUndefined<T extends object>(details: T): Partial<T> {
  const entries = Object.entries(details).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<T>;
}
