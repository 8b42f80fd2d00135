/** Passwords behind the short flags of command lines that people know: `mysql -px`, `sshpass -p x`, `curl -u user:x`. */

/** A command, what stands between it and the flag in the same command, and the password. */
const commands = [
  // Here the password touches the flag: `-p x` asks for one and names a database.
  /\b(?:mysql|mariadb)[\w-]{0,20}\b[^\n|;]{0,200}?\s["']?-p["']?([^\s"']+)/g,
  /\b(?:sshpass|login|mongo[a-z]{0,10})\b[^\n|;]{0,200}?\s["']?-p["',]{0,2}[ =]{0,3}["']?([^\s"']+)/g,
  /\b(?:redis-cli)\b[^\n|;]{0,200}?\s["']?-a["',]{0,2}[ =]{0,3}["']?([^\s"']+)/g,
  /\b(?:ldap[a-z]{3,10})\b[^\n|;]{0,200}?\s["']?-w["',]{0,2}[ =]{0,3}["']?([^\s"']+)/g,
] as const;

/** A user with the password, but not the two numbers of `docker run --user`. */
const userAndPassword =
  /(?<!\S)["']?(?:-u|--user|--proxy-user)["',]{0,2}[ =]{0,3}["']?(?!\d+:\d)[^\s:"'@/=]{1,100}:([^\s"']+)/g;

/** The same of a list of arguments, `[sshpass, -p, x]`: the passwords that an argument is or ends with. */
export function secretsInArguments(words: readonly unknown[]): string[] {
  if (!words.some((word) => typeof word === 'string' && /^-[puaw]/.test(word))) return [];
  const texts = words.map((word) => (typeof word === 'string' ? word : ''));
  return secretsInCommands(texts.join(' ').slice(0, 10_000));
}

export function secretsInCommands(text: string): string[] {
  if (!/(?<!\S)["']?-/.test(text)) return [];
  return [...commands, userAndPassword].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap(([, password]) => password ?? []),
  );
}
