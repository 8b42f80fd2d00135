/** What a request says about who asks: its Authorization, and whom that one acts as. */
import { listAt, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';

/**
 * `user`: the user entry with the token of its login. `fromAddress`: `user:password` of the server's address, which is all that
 * Go sends where it has one.
 */
export function identityHeaders(
  user: JsonObject,
  fromAddress?: string,
): Record<string, string | string[]> {
  const token = textAt(user, 'token')?.trim();
  const name = textAt(user, 'username');
  const password = name ? `${name}:${textAt(user, 'password') ?? ''}` : undefined;
  const basic = fromAddress ?? password;
  const groups = listAt(user, 'as-groups').map(String);
  const as = textAt(user, 'as');
  const uid = textAt(user, 'as-uid');
  const headers: Record<string, string | string[]> = {
    ...(basic && { Authorization: `Basic ${Buffer.from(basic).toString('base64')}` }),
    ...(token && !fromAddress && { Authorization: `Bearer ${utf8(token)}` }),
    ...(as && { 'Impersonate-User': utf8(as) }),
    ...(groups.length && { 'Impersonate-Group': groups.map(utf8) }),
    ...(uid && { 'Impersonate-Uid': utf8(uid) }),
  };
  for (const [key, values] of Object.entries(objectAt(user, 'as-user-extra'))) {
    headers[`Impersonate-Extra-${headerKey(key)}`] = listAt(values).map((value) =>
      utf8(String(value)),
    );
  }
  return headers;
}

/** A value of a header that Node, which takes each character for a byte, sends as UTF-8, as Go does. */
function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** As client-go writes a key: every byte that may not stand in the name of a header as `%` and two digits. */
function headerKey(key: string): string {
  return utf8(key).replace(
    /[^!#$&'*+\-.0-9A-Z^_`a-z|~]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** The key of a user entry whose value cannot be sent: it holds a line break or another control character. */
export function unsendable(user: JsonObject): string | undefined {
  const values: [string, readonly unknown[]][] = [
    ['token', [textAt(user, 'tokenFile') ? '' : textAt(user, 'token')]], // the file counts
    ['as', [textAt(user, 'as')]],
    ['as-uid', [textAt(user, 'as-uid')]],
    ['as-groups', listAt(user, 'as-groups')],
    ['as-user-extra', Object.values(objectAt(user, 'as-user-extra')).flat()],
  ];
  const found = values.find(([, texts]) =>
    texts.some((text) => typeof text === 'string' && CONTROL.test(text.trim())),
  );
  return found?.[0];
}

/** What neither Go nor Node puts into a header: tabs they do, and beyond ASCII there are but the bytes of UTF-8. */
const CONTROL = /(?![\t\x80-\x9f])\p{Cc}/u;
