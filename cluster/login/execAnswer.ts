/** Reads what a credential plugin prints, and takes nothing that kubectl would not take. */
import { parse } from 'yaml';
import type { Result } from '../api.ts';
import { fail, presentable } from '../errors/errors.ts';
import { at, isObject, parseJson, textAt } from '../values.ts';
import { isPemPair } from './pemPair.ts';

export interface ExecCredential {
  readonly token?: string;
  /** PEM. */
  readonly clientCertificate?: string;
  readonly clientKey?: string;
  /** Milliseconds since 1970; absent when it does not expire. */
  readonly expires?: number;
}

/** `who` is the plugin in words, `apiVersion` the one that the kubeconfig names for it. */
export function readExecCredential(
  who: string,
  apiVersion: string,
  stdout: string,
): Result<ExecCredential> {
  const refuse = (why: string) =>
    fail(
      'exec-plugin-failed',
      `${who} ${why}. Run it in a terminal to see what it prints, and bring it up to date if it is old`,
    );
  // For kubectl, too, a brace at the beginning promises JSON to the end.
  const answer = stdout.trimStart().startsWith('{') ? parseJson(stdout) : parseYaml(stdout);
  if (!isObject(answer))
    return refuse('printed no credential (an ExecCredential as JSON, and nothing else)');
  const kind = textAt(answer, 'kind');
  if (kind !== 'ExecCredential') {
    return refuse(
      `printed ${presentable(kind ?? 'an object without kind', 80)} in place of an ExecCredential`,
    );
  }
  const version = textAt(answer, 'apiVersion') ?? 'none';
  if (version !== apiVersion) {
    return refuse(
      `answers in the version ${presentable(version, 80)}, but the kubeconfig asks for ${apiVersion} (exec.apiVersion)`,
    );
  }
  if (!isObject(answer.status)) return refuse('printed an ExecCredential without status');
  return readStatus(answer.status, refuse);
}

function readStatus(
  status: Record<string, unknown>,
  refuse: (why: string) => Result<ExecCredential>,
): Result<ExecCredential> {
  for (const key of ['token', 'clientCertificateData', 'clientKeyData']) {
    const value = status[key];
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return refuse(`printed a credential whose status.${key} is no text`);
    }
  }
  const token = textAt(status, 'token')?.trim();
  const clientCertificate = textAt(status, 'clientCertificateData');
  const clientKey = textAt(status, 'clientKeyData');
  if (!token && !clientCertificate && !clientKey) {
    return refuse(
      'printed no credential: its status has neither a token nor a certificate with its key',
    );
  }
  if (Boolean(clientCertificate) !== Boolean(clientKey)) {
    return refuse('printed a client certificate without its key, or a key without its certificate');
  }
  if (clientCertificate && clientKey && !isPemPair(clientCertificate, clientKey)) {
    return refuse(
      'printed a client certificate and a key that cannot be read as PEM or do not belong together',
    );
  }
  const stamp = at(status, 'expirationTimestamp');
  const expires = stamp === undefined || stamp === null ? undefined : readTime(stamp);
  if (expires !== undefined && Number.isNaN(expires)) {
    return refuse(
      `printed a credential whose status.expirationTimestamp is no time (2030-01-31T12:00:00Z is one)`,
    );
  }
  return {
    ok: true,
    value: {
      ...(token && { token }),
      ...(clientCertificate && clientKey && { clientCertificate, clientKey }),
      ...(expires !== undefined && { expires }),
    },
  };
}

/** Milliseconds since 1970 of a time as RFC 3339 writes it; NaN for everything else. */
export function readTime(stamp: unknown): number {
  if (typeof stamp !== 'string') return Number.NaN;
  // Go takes an hour of one digit, and no 24 o'clock.
  const form =
    /^(\d{4})-(\d\d)-(\d\d)T(\d|[01]\d|2[0-3])(:\d\d:\d\d(?:[.,]\d+)?(?:Z|[+-]\d\d:\d\d))$/.exec(
      stamp,
    );
  if (!form) return Number.NaN;
  const [, year, month, day] = form.map(Number);
  const [hour = '', rest = ''] = form.slice(4);
  // JavaScript makes the 2nd of March of a 30th of February.
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  if (date.getUTCDate() !== day) return Number.NaN;
  return Date.parse(`${stamp.slice(0, 11)}${hour.padStart(2, '0')}${rest.replace(',', '.')}`);
}

/** kubectl reads YAML too. */
function parseYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return undefined;
  }
}
