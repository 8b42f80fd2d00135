/** Passwords and tokens before the `@` of an address: `postgres://user:x@host`, `root:x@tcp(mysql:3306)/db`, `https://x@host/repository.git`. */

/** Prefixes that a colon ends and that name no user. */
const noUsers = new Set([
  ...['mailto', 'sip', 'sips', 'xmpp', 'acct', 'im', 'npm', 'pkg', 'github', 'gitlab'],
  // A rule that maps principals of Kerberos to users.
  'rule',
]);

/** The digest of an image, which has an `@` before it. */
const digest = /@sha\d{3}:[0-9a-f]+/gi;

const behindSlashes = /\/\/([^\s/:@?#"'<>`]{0,200}):((?:(?!\/\/)[^\s"'<>`])+)@/g;
const withoutSlashes =
  /(?<![^\s"'=,;([`])([\w.%+-]{1,100}):((?:(?!\/\/)[^\s"'<>`]){1,200})@(?=[A-Za-z_[(]|\d{1,3}\.\d{1,3}\.\d{1,3}\.)/g;
const userAlone = /\bhttps?:?\/\/([^\s/:@?#"'<>`]{1,500})@/gi;

/** What stands before an `@` as a password: to the first one, and to the last one that may end it, as people forget to write `%40`. */
export function secretsInAddresses(text: string): string[] {
  if (!text.includes('@')) return [];
  const bare = text.replaceAll(digest, ' ');
  return [
    ...[...bare.matchAll(behindSlashes)].flatMap(([, user = '', password = '']) =>
      isHostWithPort(user, password) ? [] : ends(password),
    ),
    ...[...bare.matchAll(withoutSlashes)].flatMap(([, user = '', password = '']) =>
      noUsers.has(user.toLowerCase()) ? [] : ends(withoutDriver(user, password)),
    ),
    ...[...bare.matchAll(userAlone)].flatMap(([, token]) => token ?? []),
  ];
}

/** `https://example.com:8443/@scope/name`: a path behind a port. */
function isHostWithPort(user: string, password: string): boolean {
  return (user.includes('.') || user === 'localhost') && /^\d{1,5}\//.test(password);
}

/** `jdbc:oracle:thin:@host` names a driver before the `@`, `jdbc:oracle:thin:user/x@host` a user and the password behind it. */
function withoutDriver(user: string, password: string): string {
  return user.toLowerCase() === 'jdbc' ? password.replace(/^oracle:[a-z\d]{1,10}:/i, '') : password;
}

function ends(password: string): string[] {
  const [first = ''] = password.split('@', 1);
  return [password, first].filter(Boolean);
}
