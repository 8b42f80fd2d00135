/**
 * The problems of all files of the workspace, open or not: found in the background while somebody waits for them, and kept
 * until they may be others. Of open files they are those of the text on disk: those of the open text are asked for with it.
 */
import { errorWithPlace } from '../../shared/errorWords.ts';
import { canonicalUri, filePathOf, fileUriOf } from '../../shared/uri.ts';
import { Emitter } from '../emitter.ts';
import type { OwnDiagnostics } from '../features/diagnostics.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { Slices } from '../pacing/slices.ts';
import type { Session } from '../session.ts';
import type { Change } from '../workspace/change.ts';
import { CheckedFiles } from '../workspace/checkedFiles.ts';
import { textOf } from '../workspace/textOf.ts';
import { maxWorkspaceFiles, type Workspace } from '../workspace/workspace.ts';
import { judge } from './examine.ts';
import { JudgedFiles, type FileReport } from './judgedFiles.ts';
import { Loads } from './loads.ts';

/** How far the work is, in files. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

export class WorkspaceProblems {
  /** There may be something to tell, or the work is over. */
  readonly didChange = new Emitter();
  readonly didProgress = new Emitter<Progress>();
  /** Whether it works. */
  readonly didTurn = new Emitter<boolean>();
  readonly #session: Session;
  readonly #workspace: Workspace;
  readonly #judged: JudgedFiles;
  readonly #loads: Loads;
  #folders: readonly CheckedFiles[] | undefined;
  /** Paths of files that are to be judged. */
  readonly #stale = new Set<string>();
  #changes: Change[] = [];
  /** Addresses of files that were open: whoever shows their problems may show those of another text. */
  readonly #closed = new Set<string>();
  #done = 0;
  #waiting = 0;
  #isWorking = false;

  constructor(session: Session, workspace: Workspace, homepage: string | undefined) {
    this.#session = session;
    this.#workspace = workspace;
    this.#judged = new JudgedFiles(session, homepage);
    this.#loads = new Loads(session);
    workspace.didChange.on((change) => {
      this.#take(change);
    });
    workspace.didScan.on((path) => {
      this.#fileChanged(path);
    });
  }

  /** Whether the files that are not open are to be told of. */
  get isWanted(): boolean {
    return this.#session.settings.validation.scope === 'workspace';
  }

  /** All that is known now is told: nothing is left to be judged. */
  get isSettled(): boolean {
    return !this.isWanted || (!this.#isWorking && this.#hasNothingToDo);
  }

  /** The work goes on while somebody waits. Returns what ends the waiting. */
  wait(): () => void {
    this.#waiting++;
    this.#goOn();
    let isOver = false;
    return () => {
      if (!isOver) this.#waiting--;
      isOver = true;
    };
  }

  /** Of the files whose problems are others than those with these ids, by the addresses of the files. */
  reports(known: ReadonlyMap<string, string>): FileReport[] {
    const idOf = new Map([...known].map(([uri, id]) => [canonicalUri(uri), id]));
    const closed = [...this.#closed].filter((uri) => !this.#stale.has(filePathOf(uri) ?? ''));
    for (const uri of closed) {
      this.#closed.delete(uri);
      idOf.set(uri, unknownId);
    }
    // Of open files, too: an editor may hold one that it shows nowhere, and knows which of its answers count.
    const uris = new Set([...this.#judged.uris, ...idOf.keys()]);
    return [...uris].flatMap((uri) => this.#judged.reportOf(uri, idOf.get(uri)) ?? []);
  }

  /** What is left is not judged until something changes. */
  stop(): void {
    this.#stale.clear();
    this.#changes = [];
  }

  settingsChanged(): void {
    if (this.isWanted) for (const uri of this.#judged.uris) this.#stale.add(filePathOf(uri) ?? '');
    else {
      const shown = this.#judged.withProblems;
      this.#forget();
      // Who has closed a file has no id of it any more, and yet may show its problems.
      for (const uri of shown) this.#closed.add(uri);
    }
    this.#goOn();
    this.didChange.emit();
  }

  foldersChanged(): void {
    this.#forget();
    this.#goOn();
    this.didChange.emit();
  }

  fileClosed(uri: string): void {
    const path = filePathOf(canonicalUri(uri));
    if (!this.isWanted || path === undefined) return;
    this.#closed.add(canonicalUri(uri));
    this.#fileChanged(path);
  }

  #forget(): void {
    this.stop();
    this.#folders = undefined;
    this.#judged.clear();
    this.#closed.clear();
  }

  #fileChanged(path: string): void {
    if (!this.isWanted || !this.#folders?.some((folder) => folder.includes(path))) return;
    this.#stale.add(path);
    this.#goOn();
  }

  #take(change: Change): void {
    // Whoever asks for something waits until it was read.
    if (!this.isWanted || !this.#folders || change.cause === 'loaded') return;
    const isKnown =
      change.cause === 'links' && this.#changes.some(({ cause }) => cause === 'links');
    if (!isKnown) this.#changes.push(change);
    this.#goOn();
  }

  get #hasNothingToDo(): boolean {
    return this.#folders !== undefined && this.#stale.size === 0 && this.#changes.length === 0;
  }

  #goOn(): void {
    if (this.#isWorking || !this.isWanted || this.#waiting === 0 || this.#hasNothingToDo) return;
    this.#isWorking = true;
    this.#done = 0;
    this.didTurn.emit(true);
    const over = (): void => {
      this.#isWorking = false;
      this.didTurn.emit(false);
      this.didChange.emit();
    };
    this.#work().then(over, (error: unknown) => {
      this.#session.log.error(`problems of the workspace: ${errorWithPlace(error)}`);
      this.stop();
      over();
    });
  }

  async #work(): Promise<void> {
    await this.#workspace.start();
    const slices = new Slices();
    while (this.isWanted && this.#waiting > 0 && !this.#hasNothingToDo) {
      if (!this.#folders) await this.#list();
      const change = this.#changes.shift();
      const [path] = this.#stale;
      if (change) await this.#findConcerned(change, slices);
      else if (path !== undefined) await this.#judgeFile(path, slices);
    }
  }

  async #list(): Promise<void> {
    const { disk, folders } = this.#session;
    this.#folders = folders.map((folder) => new CheckedFiles(disk, folder));
    for (const folder of this.#folders)
      for await (const path of folder.all()) {
        if (this.#stale.size >= maxWorkspaceFiles) return;
        this.#stale.add(path);
      }
  }

  async #findConcerned(change: Change, slices: Slices): Promise<void> {
    for (const uri of [...this.#judged.uris]) {
      await slices.next();
      const file = this.#judged.get(uri);
      // The links of open files are renewed for those who asked for their texts.
      const isRenewed = change.cause === 'links' && this.#session.file(uri) !== undefined;
      if (!file || !(isRenewed || change.concerns(file))) continue;
      if (change.cause !== 'links') this.#stale.add(filePathOf(uri) ?? '');
      else if (this.#judged.renew(uri)) this.didChange.emit();
    }
  }

  async #judgeFile(path: string, slices: Slices): Promise<void> {
    this.#stale.delete(path);
    this.#done++;
    this.didProgress.emit({ done: this.#done, all: this.#done + this.#stale.size });
    const { disk, settings } = this.#session;
    const uri = canonicalUri(fileUriOf(path));
    const bytes = await disk.readBytesLater(path, settings.maxFileSizeMB * 1_000_000);
    if (!bytes) this.#judged.delete(uri);
    else {
      const file = this.#session.fileApart(uri, textOf(bytes));
      this.#judged.set(uri, file, await this.#settled(file, slices));
    }
    this.didChange.emit();
  }

  async #settled(file: ManifestFile, slices: Slices): Promise<OwnDiagnostics> {
    const own = await this.#loads.settled(() => judge(this.#session, file, slices));
    return own ?? { diagnostics: [], isCut: true };
  }
}

/** Of nothing that was ever told. */
const unknownId = '';
