/**
 * One look at the text of a document: most hold no secret, and at every keystroke that is told faster than by reading their
 * fields. It answers no only where the search in documentSecrets.ts would find nothing that the text alone makes secret.
 */
import { isSecretKind } from '../../shared/secretFields.ts';
import { hasSecretHint } from '../../shared/secretParts.ts';

export function mayHoldSecrets(text: string): boolean {
  return (
    hasSecretHint(text) ||
    otherHint.test(text) ||
    hasObjectWithin(text) ||
    (text.match(lettersOfSecret) ?? []).some((word) => isSecretKind(word, true))
  );
}

/** Keys whose values are secret; commands that take a password behind a short flag; what the text says in other signs than it means. */
const otherHint =
  /stringData|applied|mysql|mariadb|login|mongo|redis-cli|ldap|(?<![\w.-])-(?:u|-user|-proxy-user)|!!|\\/i;

/** `Secret`, and what may be meant for it. */
const lettersOfSecret = /\b[cerst]{4,7}\b/gi;

/** An object within the document is read by a schema of its own, and without a kind it may become a Secret. */
function hasObjectWithin(text: string): boolean {
  const first = text.indexOf('apiVersion');
  return first !== -1 && text.includes('apiVersion', first + 1);
}
