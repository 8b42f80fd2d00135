/**
 * Files of Trino in a ConfigMap. Presto has files of the same names, with other keys: what only Trino knows for sure is said where
 * something around the files tells that they are Trino's.
 */
import type { ConfigAnnotation } from '../dictionaries/annotation.ts';
import { at, entries, get, text, type Node } from '../yaml/node.ts';
import { writtenText } from './entries.ts';

const form = 'properties';

/** Which connector reads which key has changed: nothing is said of that where nobody knows that it is Trino. */
const anyCatalog: ConfigAnnotation = { of: 'trino', form };
const catalog: ConfigAnnotation = {
  ...{ of: 'trino', form, scope: ['catalog'], scopeBy: 'connector.name' },
  refusesUnknown: true,
};

const server: ConfigAnnotation = {
  ...{ of: 'trino', form, scope: ['coordinator', 'worker'], refusesUnknown: true },
};
const worker: ConfigAnnotation = { ...server, scope: ['worker'] };

/** They become system properties: what nobody reads does no harm. */
const node: ConfigAnnotation = { of: 'trino', form, isShared: true };

/** Files that say which plug-in reads the rest of them, by the key that they need for it. */
const pluginFiles: ReadonlyMap<string, string> = new Map([
  ['access-control.properties', 'access-control.name'],
  ['event-listener.properties', 'event-listener.name'],
  ['exchange-manager.properties', 'exchange-manager.name'],
  ['group-provider.properties', 'group-provider.name'],
  ['header-authenticator.properties', 'header-authenticator.name'],
  ['password-authenticator.properties', 'password-authenticator.name'],
  ['resource-groups.properties', 'resource-groups.configuration-manager'],
  ['session-property-config.properties', 'session-property-config.configuration-manager'],
  ['spooling-manager.properties', 'spooling-manager.name'],
]);

/** A file of a ConfigMap, and where it is mounted: the path is its name where nobody knows. */
interface PlacedFile {
  readonly key: string;
  readonly name: string;
  readonly path: string;
}

/** `files`: names and texts of the files of the ConfigMap `object`. Asked for each of them, so it never looks at all. */
export function trinoFile(
  object: Node | undefined,
  files: Node | undefined,
  { key, name, path }: PlacedFile,
): ConfigAnnotation | undefined {
  if (!name.endsWith('.properties')) return undefined;
  const content = contentOf(files, key);
  const isSure = saysTrino(object, files, `${content}\n${path}`);
  const isCatalog =
    /^[ \t]*connector\.name[ \t]*=/m.test(content) || /\/trino\/catalog\/[^/]+$/.test(path);
  if (isCatalog && !/presto|hive-hadoop2/.test(content)) return isSure ? catalog : anyCatalog;
  if (name === 'node.properties')
    return /^[ \t]*node\.environment[ \t]*=/m.test(content) && (isSure || looksLikeTrino(files))
      ? node
      : undefined;
  if (name === 'config.properties') return serverFile(files, content, isSure);
  const scopeBy = pluginFiles.get(name);
  return isSure && scopeBy !== undefined ? { ...node, scopeBy } : undefined;
}

function serverFile(
  files: Node | undefined,
  content: string,
  isSure: boolean,
): ConfigAnnotation | undefined {
  const isServer = /^[ \t]*(?:coordinator|node-scheduler|discovery\.uri|query\.max-memory)/m;
  if (isSure && isServer.test(content))
    return /^[ \t]*coordinator[ \t]*=[ \t]*false/m.test(content) ? worker : server;
  return get(files, 'jvm.config') && looksLikeTrino(files) ? anyCatalog : undefined;
}

/** Whether it is Trino, or Presto. */
function looksLikeTrino(files: Node | undefined): boolean {
  const content = contentOf(files, 'config.properties');
  return /^(?:node-scheduler|discovery\.uri|query\.max-memory)/m.test(content);
}

/** Names, labels and paths of an installation have its name, and that of the other program nowhere. */
export function saysTrino(
  object: Node | undefined,
  files: Node | undefined,
  content: string,
): boolean {
  const labels = entries(at(object, ['metadata', 'labels'])).map(({ value }) => value);
  const names = [at(object, ['metadata', 'name']), ...labels].map((each) => wordsOf(each));
  const texts = ['config.properties', 'node.properties', 'jvm.config'].map((name) =>
    contentOf(files, name),
  );
  const all = [...names, ...texts, content].join('\n');
  return (
    (/trino|starburst/i.test(all) || ownKeys.test(content)) && !/presto|hive-hadoop2/i.test(all)
  );
}

/** Keys that Presto does not have. */
const ownKeys =
  /^[ \t]*(?:fs\.|s3\.|azure\.|gcs\.|iceberg\.(?:rest|jdbc|nessie|snowflake)-catalog\.)/m;

/** A large file tells its program at its beginning. */
const maxRead = 20_000;

/** Placeholders and all: what a file is does not hang on them. */
function contentOf(files: Node | undefined, name: string): string {
  return wordsOf(get(files, name)).slice(0, maxRead);
}

function wordsOf(value: Node | undefined): string {
  return (value && text(writtenText(value))) ?? '';
}
