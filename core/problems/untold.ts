/** What one client is still to be told of the problems of the workspace: it says what it has, and from then on only what changes is looked at. */
import { canonicalUri } from '../../shared/uri.ts';
import type { FileReport, JudgedFiles } from './judgedFiles.ts';

export class Untold {
  readonly #judged: JudgedFiles;
  /** Ids of what the client has, by canonical address. */
  readonly #ids = new Map<string, string>();
  /** Files whose problems may be others than the client has them. */
  readonly #files: Set<string>;
  readonly #endListening: () => void;

  constructor(judged: JudgedFiles, known: ReadonlyMap<string, string>) {
    this.#judged = judged;
    for (const [uri, id] of known) this.#ids.set(canonicalUri(uri), id);
    // Of open files, too: an editor may hold one that it shows nowhere, and knows which of its answers count.
    this.#files = new Set([...judged.uris, ...this.#ids.keys()]);
    this.#endListening = judged.didChange.on((uri) => {
      this.#files.add(uri);
    });
  }

  /** The file is told of again, whatever the client has of it. */
  tellAgain(uri: string): void {
    this.#ids.set(uri, unknownId);
    this.#files.add(uri);
  }

  /** Whoever is given a report has it from then on. */
  *reports(): Generator<FileReport> {
    for (const uri of this.#files) {
      this.#files.delete(uri);
      const report = this.#judged.reportOf(uri, this.#ids.get(uri));
      if (!report) continue;
      if (report.resultId === undefined) this.#ids.delete(uri);
      else this.#ids.set(uri, report.resultId);
      yield report;
    }
  }

  end(): void {
    this.#endListening();
  }
}

/** Of nothing that was ever told. */
const unknownId = '';
