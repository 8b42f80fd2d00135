/** Secrets within a text that is none as a whole: passwords of an address, of a command line, of a connection string; keys and tokens by their form. */
import { secretsInAddresses } from './secretAddresses.ts';
import { secretsInAssignments } from './secretAssignments.ts';
import { secretsInCommands } from './secretCommands.ts';

/** Nobody hides a password behind so much text. */
const maxLength = 100_000;

/**
 * One look at a text tells most that they hold no secret: the beginnings of tokens, the parts of which every secret name
 * has one (see secretNames.ts), the sign behind a password of an address.
 */
const anyHint =
  /@|pass|pw(?![a-z])|pwd|psw|pswd|secret|token|key|cred|pin(?![a-z])|dsn|docker|connection|jaas|database|auth|last.?applied|sig(?:nature)?(?![a-z])|signing|bearer|basic|eyJ|AKIA|ASIA|gh[a-z]_|github_|gl[a-z]{2,4}-|xox|[sr]k_|sk-|hf_|aiza|dapi|npm_|SG\.|hvs\./i;

/** A short flag behind which some commands take a password. */
const flagHint = /(?<!\S)["']?-[puwa]/i;

/** Whether a text has a word or a sign without which it holds no secret, but for those behind short flags of commands. */
export function hasSecretHint(text: string): boolean {
  return anyHint.test(text);
}

/** Every secret of a text that can be told from its form or from the name before it; some of them twice, with more and with less of the text. */
export function secretPartsOf(text: string): readonly string[] {
  if (text.length > maxKept) return partsOf(text);
  const known = found.get(text);
  if (known) return known;
  const parts = partsOf(text);
  if (found.size >= maxFound) found.clear();
  found.set(text, parts);
  return parts;
}

/** What was found in short texts: the values of a document are looked at again with every keystroke. */
const found = new Map<string, readonly string[]>();
const maxFound = 2_000;
const maxKept = 200;

function partsOf(text: string): string[] {
  if (text.length > maxLength || !(anyHint.test(text) || flagHint.test(text))) return [];
  if (/-----BEGIN [A-Z ]{0,30}PRIVATE KEY/.test(text)) return [text];
  const parts = [
    ...tokens.flatMap((form) => groups(text, form)),
    ...groups(text, /\b(?:bearer|basic)\s{1,5}([\w.~+/=-]{8,})/gi),
    ...secretsInAddresses(text),
    ...secretsInCommands(text),
    ...secretsInAssignments(text),
  ];
  return [...new Set(parts)].filter(
    (part) => ![reference, address, ofOracle].some((harmless) => harmless.test(part)),
  );
}

/** A name of what somebody fills in, without a default: what stands there is not the secret. Some parts end before its brace. */
const reference =
  /^(?:\$\{(?:(?:env|sys):|(?:file|dir|directory|secrets|configmaps):[\w./-]{1,200}:)?[A-Za-z_][\w.-]{0,200}\}?|\$\([A-Za-z_]\w{0,200}\)?|\{\{(?:-?\s[\w.\s-]{1,200}\}\})?)$/i;

/** Where a database is, and no more: neither a user nor a parameter. */
const address =
  /^(?:jdbc:[a-z]{2,30}|postgres(?:ql)?|mysql|mongodb|redis|thrift):\/\/[\w.-]{1,200}(?::\d{1,5})?(?:\/[a-z]{0,30})?$/;

/** The same of Oracle, where a user and a password would stand before the `@`. */
const ofOracle =
  /^jdbc:oracle:[a-z\d]{1,10}:@(?:\/\/)?[\w.-]{1,200}(?::\d{1,5})?(?:[:/][\w.]{0,60})?$/i;

const tokens = [
  // Web tokens; keys of Amazon and of Google.
  /(?<![A-Za-z0-9])(eyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?|(?:AKIA|ASIA)[A-Z0-9]{12,}|AIza[\w-]{8,})/g,
  // GitHub and GitLab.
  /(?<![A-Za-z0-9])((?:gh[pousr]_|github_pat_)\w{16,}|gl(?:pat|dt|rt|ptt|ft|soat|cbt|agent|imt)-[\w.-]{8,})/g,
  // Slack, Stripe and npm.
  /(?<![A-Za-z0-9])(xox[a-z](?:\.xox[a-z])?-[\w-]{8,}|[sr]k_(?:live|test)_\w{8,}|npm_[A-Za-z0-9]{20,})/g,
  // Hugging Face, Databricks, OpenAI and its like, SendGrid, Vault.
  /(?<![A-Za-z0-9])(hf_\w{8,}|dapi[a-zA-Z0-9]{16,}(?:-\d)?|sk-(?:proj|ant|svcacct|admin)-[\w-]{8,}|sk-[A-Za-z0-9]{20,})/g,
  /(?<![A-Za-z0-9])(SG\.[\w-]{16,}\.[\w-]{16,}|hvs\.[\w-]{16,})/g,
];

/** What the only group of an expression found in a text. */
function groups(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, found]) => found ?? []);
}
