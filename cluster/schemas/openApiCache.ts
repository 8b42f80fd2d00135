// What clusters said of their kinds, on disk: documents by their hash, an index for each context. No secrets are in
// it, and nothing of it is read before the language server runs.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClusterSchema } from '../../shared/protocol.ts';
import type { OpenApiIndex } from '../api.ts';

export interface StoredIndex {
  /** Name of the context, for a person. */
  readonly context: string;
  readonly index: OpenApiIndex;
  /** The release of the server, where it is known: `1.29`. */
  readonly kubernetesVersion?: string;
}

export interface OpenApiCache {
  index(key: string): Promise<StoredIndex | undefined>;
  saveIndex(key: string, stored: StoredIndex): Promise<void>;
  /** Undefined where it is not there, or broken. */
  document(groupVersion: string, hash: string): Promise<ClusterSchema | undefined>;
  saveDocument(groupVersion: string, hash: string, schema: ClusterSchema): Promise<void>;
}

/** Contexts that are remembered. */
const maxIndexes = 20;

/** Under which a context is kept: the same name may mean another cluster tomorrow. */
export function contextKey(context: { readonly name: string; readonly server?: string }): string {
  return digest(`${context.name}\n${context.server ?? ''}`);
}

export function createOpenApiCache(folder: string): OpenApiCache {
  const indexFile = (key: string): string => join(folder, `index-${key}.json`);
  const documentName = (groupVersion: string, hash: string): string =>
    `${digest(`${groupVersion}\n${hash}`)}.json`;

  /** What no index names any more is thrown away, and the oldest indexes first. */
  const prune = async (): Promise<void> => {
    const names = await readdir(folder);
    const indexes = await Promise.all(
      names
        .filter((name) => name.startsWith('index-'))
        .map(async (name) => ({ name, at: (await stat(join(folder, name))).mtimeMs })),
    );
    indexes.sort((a, b) => b.at - a.at);
    const used = new Set<string>();
    for (const { name } of indexes.slice(0, maxIndexes)) {
      used.add(name);
      const stored = await readJson<StoredIndex>(join(folder, name));
      for (const [groupVersion, { hash }] of Object.entries(stored?.index ?? {}))
        used.add(documentName(groupVersion, hash));
    }
    for (const name of names.filter((each) => each.endsWith('.json') && !used.has(each)))
      await rm(join(folder, name), { force: true });
  };

  return {
    index: (key) => readJson<StoredIndex>(indexFile(key)),
    async saveIndex(key, stored) {
      await writeWhole(folder, indexFile(key), stored);
      await prune();
    },
    async document(groupVersion, hash) {
      if (hash === '') return undefined;
      const file = join(folder, documentName(groupVersion, hash));
      return readJson<ClusterSchema>(file);
    },
    async saveDocument(groupVersion, hash, schema) {
      if (hash !== '')
        await writeWhole(folder, join(folder, documentName(groupVersion, hash)), schema);
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 40);
}

async function readJson<T>(file: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as T;
  } catch {
    return undefined; // not there, or half written by a window that was closed: it is fetched again
  }
}

/** Another window never reads half of it. */
async function writeWhole(folder: string, file: string, value: unknown): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${randomUUID()}`;
  await writeFile(temporary, JSON.stringify(value), { mode: 0o600 });
  await rename(temporary, file);
}
