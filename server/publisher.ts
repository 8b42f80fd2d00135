/** Pushes diagnostics to clients that do not pull them, and asks those that do to pull again. */
import { CancellationTokenSource, type Connection } from 'vscode-languageserver';
import { Emitter } from '../core/emitter.ts';
import { canonicalUri } from '../shared/uri.ts';
import type { Analysis } from '../core/analysis.ts';
import type { ManifestFile } from '../core/model/manifestFile.ts';
import { errorWithPlace } from '../shared/errorWords.ts';

export interface Publisher {
  /** Diagnostics of a file went out. */
  readonly didServe: Emitter;
  isPulled: boolean;
  canRefresh: boolean;
  /** A file changed: its diagnostics follow, work on an older version is dropped. */
  schedule(uri: string): void;
  /** Everything may have changed, or what the files have that are named. */
  refreshAll(concerned?: (file: ManifestFile) => boolean): void;
  clear(uri: string): void;
}

export function createPublisher(connection: Connection, analysis: Analysis): Publisher {
  const { session } = analysis;
  /** By canonical address. */
  const running = new Map<string, CancellationTokenSource>();

  const publish = async (spelled: string): Promise<void> => {
    const key = canonicalUri(spelled);
    const uri = session.spellingOf(spelled);
    running.get(key)?.cancel();
    const source = new CancellationTokenSource();
    running.set(key, source);
    // Changes that wait in the queue are taken first: only the last version is worth the work.
    await new Promise((resolve) => setImmediate(resolve));
    if (running.get(key) !== source) return;
    const version = session.file(uri)?.version ?? session.skipped(uri)?.version;
    const diagnostics = await analysis.findings(uri, source.token);
    if (!diagnostics || running.get(key) !== source) return;
    running.delete(key);
    await connection.sendDiagnostics({
      uri,
      diagnostics,
      ...(version !== undefined && { version }),
    });
    publisher.didServe.emit();
  };

  const publisher: Publisher = {
    didServe: new Emitter(),
    isPulled: false,
    canRefresh: false,
    schedule(uri) {
      if (publisher.isPulled) return;
      publish(uri).catch((error: unknown) => {
        session.log.error(`diagnostics failed: ${errorWithPlace(error)}`);
      });
    },
    refreshAll(concerned) {
      const files = [...session.files].filter((file) => concerned?.(file) ?? true);
      if (publisher.isPulled) {
        const isWanted = !concerned || files.length > 0;
        if (publisher.canRefresh && isWanted) void connection.languages.diagnostics.refresh();
        return;
      }
      const skipped = concerned ? [] : session.skippedFiles;
      for (const { uri } of [...files, ...skipped]) publisher.schedule(uri);
    },
    clear(uri) {
      const key = canonicalUri(uri);
      running.get(key)?.cancel();
      running.delete(key);
      if (publisher.isPulled) return;
      void connection.sendDiagnostics({ uri, diagnostics: [] });
    },
  };
  return publisher;
}
