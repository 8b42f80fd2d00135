/** When an id-token ends. It is read, not checked: checking is the API server's. */
import { numberAt, parseJson } from '../values.ts';

/** A token that ends within this many milliseconds is renewed, as client-go does. */
const LEEWAY = 10_000;

/** Milliseconds since 1970 until which the token is used; undefined where it is no JSON Web Token with an end. */
export function idTokenEnd(token: string): number | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  const claims = parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8'));
  const seconds = numberAt(claims, 'exp');
  return seconds === undefined ? undefined : seconds * 1000 - LEEWAY;
}
