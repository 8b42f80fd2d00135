/**
 * Kubeconfig files as one, the way kubectl merges them: the first file that names an entry wins, and a
 * relative path is relative to the file it stands in. Pure: reading and watching is `kubeconfig.ts`.
 */
import { homedir } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { delimiter, dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { parseKubeconfig } from './kubeconfigParse.ts';
import { isObject, objectAt, textAt } from '../values.ts';
import type { JsonObject } from '../values.ts';
import type { HiddenEntry, KubeconfigProblem } from '../api.ts';

/** One named entry with the file that it came from; paths in `value` are absolute. */
export interface KubeconfigEntry {
  readonly name: string;
  readonly file: string;
  readonly value: JsonObject;
}

export interface MergedKubeconfig {
  readonly clusters: ReadonlyMap<string, KubeconfigEntry>;
  readonly users: ReadonlyMap<string, KubeconfigEntry>;
  readonly contexts: ReadonlyMap<string, KubeconfigEntry>;
  /** A file has a list of contexts, be it empty: then it is whole, and none is what it means. */
  readonly listsContexts: boolean;
  readonly currentContext?: string;
  /** The file whose `current-context` counts. */
  readonly currentContextFile?: string;
  readonly hidden: readonly HiddenEntry[];
  readonly problems: readonly KubeconfigProblem[];
}

export interface KubeconfigFile {
  readonly file: string;
  readonly text: string;
}

/** The files that kubectl would look at: the list in `KUBECONFIG`, else `~/.kube/config`. */
export function kubeconfigFiles(env: NodeJS.ProcessEnv, home = homedir()): string[] {
  const listed = (env.KUBECONFIG ?? '').split(delimiter).filter((file) => file !== '');
  if (!listed.length) return [join(home, '.kube', 'config')];
  return [...new Set(listed.map((file) => resolve(file)))];
}

export function mergeKubeconfigs(files: readonly KubeconfigFile[]): MergedKubeconfig {
  const clusters = new Map<string, KubeconfigEntry>();
  const users = new Map<string, KubeconfigEntry>();
  const contexts = new Map<string, KubeconfigEntry>();
  const problems: KubeconfigProblem[] = [];
  const hidden: HiddenEntry[] = [];
  let current: { name: string; file: string } | undefined;
  let listsContexts = false;
  for (const { file, text } of files) {
    const parsed = parseKubeconfig(file, text);
    if ('error' in parsed) {
      problems.push(parsed);
      continue;
    }
    hidden.push(...addEntries(clusters, parsed.root.clusters, 'cluster', file));
    hidden.push(...addEntries(users, parsed.root.users, 'user', file));
    hidden.push(...addEntries(contexts, parsed.root.contexts, 'context', file));
    listsContexts ||= Object.hasOwn(parsed.root, 'contexts');
    const name = textAt(parsed.root, 'current-context');
    if (name) current ??= { name, file };
  }
  return {
    listsContexts,
    clusters,
    users,
    contexts,
    ...(current && { currentContext: current.name, currentContextFile: current.file }),
    hidden,
    problems,
  };
}

/** What makes a path of a plugin's command, which is else looked up on the `PATH`. */
const SLASH = sep === '\\' ? /[/\\]/ : /\//;

/** Keys of an entry that hold a path. */
const PATH_KEYS = ['certificate-authority', 'client-certificate', 'client-key', 'tokenFile'];

/** Adds the entries whose names are new; returns the others of another file, where they differ. */
function addEntries(
  into: Map<string, KubeconfigEntry>,
  list: unknown,
  key: 'cluster' | 'user' | 'context',
  file: string,
): HiddenEntry[] {
  const hidden: HiddenEntry[] = [];
  if (!Array.isArray(list)) return hidden;
  for (const item of list as unknown[]) {
    const name = textAt(item, 'name');
    if (!name) continue;
    const value = isObject(item) && isObject(item[key]) ? { ...item[key] } : {};
    for (const pathKey of PATH_KEYS) {
      const path = textAt(value, pathKey);
      if (path && !isAbsolute(path)) value[pathKey] = join(dirname(file), path);
    }
    const authority = textAt(value, 'auth-provider', 'config', 'idp-certificate-authority');
    if (authority && !isAbsolute(authority)) {
      const provider = objectAt(value, 'auth-provider');
      const config = objectAt(provider, 'config');
      const path = join(dirname(file), authority);
      value['auth-provider'] = {
        ...provider,
        config: { ...config, 'idp-certificate-authority': path },
      };
    }
    const command = textAt(value, 'exec', 'command');
    if (command && SLASH.test(command) && !isAbsolute(command) && isObject(value.exec)) {
      value.exec = { ...value.exec, command: join(dirname(file), command) };
    }
    const first = into.get(name);
    if (!first) into.set(name, { name, file, value });
    else if (first.file !== file && !isDeepStrictEqual(first.value, value))
      hidden.push({ kind: key, name, file, by: first.file });
  }
  return hidden;
}
