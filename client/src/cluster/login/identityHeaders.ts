/** What a request says about who asks: its Authorization, and whom that one acts as. */
import { listAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/** `user`: the user entry with the token of its login. `fallback`: `user:password` of the server's address. */
export function identityHeaders(
  user: JsonObject,
  fallback?: string,
): Record<string, string | string[]> {
  const token = textAt(user, 'token')?.trim();
  const name = textAt(user, 'username');
  const basic = name ? `${name}:${textAt(user, 'password') ?? ''}` : fallback;
  const groups = listAt(user, 'as-groups').map(String);
  const as = textAt(user, 'as');
  const uid = textAt(user, 'as-uid');
  const headers: Record<string, string | string[]> = {
    ...(basic && { Authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(as && { 'Impersonate-User': as }),
    ...(groups.length && { 'Impersonate-Group': groups }),
    ...(uid && { 'Impersonate-Uid': uid }),
  };
  for (const [key, values] of Object.entries(objectAt(user, 'as-user-extra'))) {
    headers[`Impersonate-Extra-${encodeURIComponent(key)}`] = listAt(values).map(String);
  }
  return headers;
}
