/** The kubeconfig on disk: read when asked for, followed while someone listens, never executed. */
import { unwatchFile, watchFile } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import type {
  ClusterError,
  Disposable,
  Kubeconfig,
  KubeconfigProblem,
  KubeconfigState,
  KubeContextInfo,
} from '../api.ts';
import { clusterError, errorCode, fail } from '../errors/errors.ts';
import { kubeconfigFiles, mergeKubeconfigs } from './kubeconfigMerge.ts';
import type { KubeconfigEntry, KubeconfigFile, MergedKubeconfig } from './kubeconfigMerge.ts';
import { decodeKubeconfig } from './kubeconfigText.ts';
import { writeCurrentContextInto } from './kubeconfigWrite.ts';
import { contextInfo } from './kubeContext.ts';

export interface KubeconfigOptions {
  /** `process.env` unless told: `KUBECONFIG` is read from it. */
  readonly env?: NodeJS.ProcessEnv;
  readonly home?: string;
  /** How often the files are looked at while someone listens, in milliseconds. */
  readonly pollInterval?: number;
  /** How long a change must rest before it is announced, in milliseconds. */
  readonly debounce?: number;
}

/** What a session needs to connect; internal to the cluster modules because it holds credentials. */
export interface ContextEntries {
  readonly info: KubeContextInfo;
  readonly cluster: KubeconfigEntry;
  /** Absent for a context without a user (anonymous). */
  readonly user?: KubeconfigEntry;
}

export interface LoadedKubeconfig {
  readonly state: KubeconfigState;
  readonly merged: MergedKubeconfig;
}

export interface KubeconfigStore extends Kubeconfig {
  load(): Promise<LoadedKubeconfig>;
}

export function createKubeconfig(options: KubeconfigOptions = {}): KubeconfigStore {
  const files = kubeconfigFiles(options.env ?? process.env, options.home);
  const { pollInterval = 1000, debounce = 200 } = options;
  const listeners = new Set<() => void>();
  let chosen: string | undefined;
  let stopWatching: (() => void) | undefined;
  const announce = () => {
    for (const listener of [...listeners]) listener();
  };
  const merge = rememberingMerge();
  const load = () => loadKubeconfig(files, chosen, merge);
  return {
    load,
    state: async () => (await load()).state,
    choose(contextName) {
      if (chosen === contextName) return;
      chosen = contextName;
      announce();
    },
    async writeCurrentContext(contextName) {
      const { merged } = await load();
      if (!merged.contexts.has(contextName))
        return fail('context-missing', missingContext(contextName));
      const broken = merged.problems.map((problem) => problem.file);
      const usable = await existing(files.filter((file) => !broken.includes(file)));
      const file = merged.currentContextFile ?? usable[0];
      if (!file) return fail('no-kubeconfig', noKubeconfig(files));
      return writeCurrentContextInto(file, contextName);
    },
    onDidChange(listener): Disposable {
      const own = () => listener();
      listeners.add(own);
      stopWatching ??= watchFiles(files, pollInterval, debounce, announce);
      return {
        dispose() {
          listeners.delete(own);
          if (listeners.size) return;
          stopWatching?.();
          stopWatching = undefined;
        },
      };
    },
    dispose() {
      listeners.clear();
      stopWatching?.();
      stopWatching = undefined;
    },
  };
}

async function loadKubeconfig(
  files: string[],
  chosen: string | undefined,
  merge: typeof mergeKubeconfigs,
): Promise<LoadedKubeconfig> {
  const problems: KubeconfigProblem[] = [];
  const read: KubeconfigFile[] = [];
  for (const file of files) {
    try {
      read.push({ file, text: decodeKubeconfig(await readFile(file)).text });
    } catch (error) {
      if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') continue;
      problems.push({ file, error: unreadable(file, error) });
    }
  }
  const merged = merge(read);
  problems.push(...merged.problems);
  if (!read.length && !problems.length) {
    const error = clusterError('no-kubeconfig', noKubeconfig(files));
    problems.push({ file: files[0] ?? '', error });
  }
  const contexts: KubeContextInfo[] = [];
  for (const entry of merged.contexts.values()) contexts.push(await contextInfo(entry, merged));
  const wanted = chosen ?? merged.currentContext;
  const current = contexts.find(({ name }) => name === wanted);
  if (wanted && !current) {
    const error = clusterError('context-missing', missingContext(wanted));
    problems.push({ file: merged.currentContextFile ?? files[0] ?? '', error });
  }
  if (!contexts.length && !problems.length && !merged.listsContexts) {
    const error = clusterError('context-missing', noContexts(read.map(({ file }) => file)));
    problems.push({ file: read[0]?.file ?? '', error });
  }
  const state: KubeconfigState = {
    files,
    contexts,
    ...(current && { current }),
    ...(merged.currentContext && { currentInFile: merged.currentContext }),
    hidden: merged.hidden,
    problems,
  };
  return { state, merged };
}

/** Files are read at each call; their text is parsed when it is another one than before. */
function rememberingMerge(): typeof mergeKubeconfigs {
  let last: { files: readonly KubeconfigFile[]; merged: MergedKubeconfig } | undefined;
  return (files) => {
    const isSame =
      last?.files.length === files.length &&
      files.every(({ file, text }, at) => {
        const before = last?.files[at];
        return before?.file === file && before.text === text;
      });
    if (!last || !isSame) last = { files, merged: mergeKubeconfigs(files) };
    return last.merged;
  };
}

/** The entries behind a context, or why it cannot be used. */
export function entriesOf(
  { state, merged }: LoadedKubeconfig,
  contextName: string | undefined,
): { ok: true; value: ContextEntries } | { ok: false; error: ClusterError } {
  const info = contextName
    ? state.contexts.find(({ name }) => name === contextName)
    : state.current;
  if (!info) {
    // A file that cannot be read is the likely reason for what is missing.
    const first = state.problems.find(
      ({ error }) => !contextName || error.code !== 'context-missing' || !state.contexts.length,
    )?.error;
    if (first) return { ok: false, error: first };
    if (contextName) return fail('context-missing', missingContext(contextName));
    return fail(
      'context-missing',
      'The kubeconfig names no current context. Choose one in the cluster explorer',
    );
  }
  if (info.problem) return { ok: false, error: info.problem };
  const cluster = merged.clusters.get(info.cluster);
  const user = merged.users.get(info.user);
  if (!cluster) return fail('cluster-missing', `The kubeconfig has no cluster ${info.cluster}`);
  return { ok: true, value: { info, cluster, ...(user && { user }) } };
}

function unreadable(file: string, error: unknown): ClusterError {
  const code = errorCode(error);
  const why =
    code === 'EISDIR'
      ? 'it is a folder'
      : code === 'EACCES'
        ? 'permission is denied'
        : code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
          ? 'it is no text in UTF-8, nor in UTF-16 with a byte order mark'
          : `reading it fails (${code ?? 'unknown reason'})`;
  return clusterError('kubeconfig-broken', `The kubeconfig file ${file} cannot be used: ${why}`);
}

function noKubeconfig(files: readonly string[]): string {
  return `There is no kubeconfig: ${files.join(', ')} ${files.length > 1 ? 'do' : 'does'} not exist. Put one there or set KUBECONFIG before starting VS Code`;
}

function noContexts(files: readonly string[]): string {
  return `The kubeconfig ${files.join(', ')} has no contexts: it is empty, or not written to its end. It is read again when it changes; else get a new one from whoever runs the cluster`;
}

function missingContext(name: string): string {
  return `The kubeconfig has no context ${name}. Choose another one in the cluster explorer`;
}

async function existing(files: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const file of files) {
    try {
      await access(file);
      found.push(file);
    } catch {
      continue; // a list may name files that are not there
    }
  }
  return found;
}

/**
 * Looks at the files from time to time instead of subscribing: that alone also sees files that do not exist
 * yet, links whose target is exchanged, and folders on a network.
 */
function watchFiles(
  files: string[],
  interval: number,
  debounce: number,
  changed: () => void,
): () => void {
  let timer: NodeJS.Timeout | undefined;
  const onChange = () => {
    clearTimeout(timer);
    timer = setTimeout(changed, debounce);
    timer.unref();
  };
  for (const file of files) watchFile(file, { interval, persistent: false }, onChange);
  return () => {
    clearTimeout(timer);
    for (const file of files) unwatchFile(file, onChange);
  };
}
