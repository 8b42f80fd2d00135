/** Sets single values in the text of a kubeconfig and leaves every other character as it was. Pure. */
import { isMap, isScalar, isSeq, parse, parseDocument, Scalar, stringify } from 'yaml';
import type { Document, Pair, YAMLMap } from 'yaml';

/** The text with `current-context` set; undefined where the text is no kubeconfig. */
export function withCurrentContext(text: string, contextName: string): string | undefined {
  const document = parsed(text);
  if (!document) return undefined;
  const root = document.contents;
  if (root !== null && !isMap(root)) return undefined;
  if (root && !root.flow && !lastPair(root, 'current-context')) {
    return withLine(text, `current-context: ${scalarText(contextName)}`);
  }
  if (!root) return withLine(text, `current-context: ${scalarText(contextName)}`);
  return withValue(text, document, root, 'current-context', contextName);
}

/** The text with values of `users[].user.auth-provider.config` set; undefined where no such user is written out there. */
export function withProviderConfig(
  text: string,
  userName: string,
  values: Readonly<Record<string, string>>,
): string | undefined {
  let changed = text;
  for (const [key, value] of Object.entries(values)) {
    const document = parsed(changed);
    const config = document && providerConfig(document, userName);
    if (!config) return undefined;
    changed = withValue(changed, document, config, key, value);
  }
  return changed;
}

function providerConfig(document: Document.Parsed, userName: string): YAMLMap | undefined {
  const users = document.get('users');
  if (!isSeq(users)) return undefined;
  const entry = users.items.find((item) => isMap(item) && item.get('name') === userName);
  const config = isMap(entry) ? entry.getIn(['user', 'auth-provider', 'config']) : undefined;
  return isMap(config) ? config : undefined;
}

function parsed(text: string): Document.Parsed | undefined {
  const document = parseDocument(text, {
    prettyErrors: false,
    logLevel: 'silent',
    uniqueKeys: false,
  });
  return document.errors.length ? undefined : document;
}

function withValue(
  text: string,
  document: Document.Parsed,
  map: YAMLMap,
  key: string,
  value: string,
): string {
  const node = lastPair(map, key)?.value;
  const range = isPlainOrQuoted(node) ? node.range : undefined;
  if (range && range[1] > range[0]) {
    // Quotes go everywhere, also between the braces of flow style.
    const written = isBlock(document, map) ? scalarText(value) : JSON.stringify(value);
    return text.slice(0, range[0]) + written + text.slice(range[1]);
  }
  const scalar = new Scalar(value);
  if (scalarText(value) !== value) scalar.type = 'QUOTE_DOUBLE';
  map.set(key, scalar);
  return document.toString({ lineWidth: 0 });
}

/** Of keys that stand twice the last one counts, as for kubectl. */
function lastPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.findLast((item) => isScalar(item.key) && item.key.value === key);
}

function isPlainOrQuoted(node: unknown): node is Scalar {
  const types = ['PLAIN', 'QUOTE_DOUBLE', 'QUOTE_SINGLE'];
  return isScalar(node) && !node.anchor && !node.tag && types.includes(node.type ?? '');
}

/** The root alone is known to stand in block style; elsewhere quotes are taken to be safe. */
function isBlock(document: Document.Parsed, map: YAMLMap): boolean {
  return map === document.contents && !map.flow;
}

function withLine(text: string, line: string): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const end = text === '' || text.endsWith('\n') ? '' : newline;
  return `${text}${end}${line}${newline}`;
}

/**
 * As plain text only where every reader takes it for a text: YAML 1.1, as kubectl reads it, has numbers and truth values
 * that YAML 1.2 does not know (`no`, `on`, `y`, `1_000`).
 */
function scalarText(value: string): string {
  const isPlain =
    /^[A-Za-z]/.test(value) &&
    stringify(value, { lineWidth: 0 }).trimEnd() === value &&
    parse(value, { version: '1.1', logLevel: 'silent' }) === value;
  return isPlain ? value : JSON.stringify(value);
}
