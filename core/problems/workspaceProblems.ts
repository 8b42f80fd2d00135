/**
 * The problems of all files of the workspace, open or not: found in the background while somebody waits for them, and kept
 * until they may be others. Of open files they are those of the text on disk: those of the open text are asked for with it.
 */
import { errorWithPlace } from '../../shared/errorWords.ts';
import { canonicalUri, filePathOf, fileUriOf } from '../../shared/uri.ts';
import { Emitter } from '../emitter.ts';
import { ofTheirOwn } from '../findings/keptFacts.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import { Slices } from '../pacing/slices.ts';
import type { Session } from '../session.ts';
import type { Change } from '../workspace/change.ts';
import { CheckedFiles } from '../workspace/checkedFiles.ts';
import { textOf } from '../workspace/textOf.ts';
import { maxWorkspaceFiles, type Workspace } from '../workspace/workspace.ts';
import { filesForThreads } from './crew.ts';
import { judge, mayBeObjectsIn } from './examine.ts';
import type { ExaminedFile, Target } from './examinedFile.ts';
import { JudgedFiles, type FileReport, type Judged } from './judgedFiles.ts';
import { Loads } from './loads.ts';
import { ManyFiles, type JudgingThreads } from './manyFiles.ts';
import { PackedBytes } from './packedBytes.ts';
import { readTold } from './told.ts';
import { Untold } from './untold.ts';

/** How far the work is, in files. */
export interface Progress {
  readonly done: number;
  readonly all: number;
}

export interface ProblemsOptions {
  /** Of the product: findings lead to its pages. */
  readonly homepage?: string;
  /** Who judges many files. Absent: this thread does. */
  readonly threads?: JudgingThreads;
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
  readonly #threads: JudgingThreads | undefined;
  #folders: readonly CheckedFiles[] | undefined;
  /** What threads are at. */
  #many: ManyFiles | undefined;
  /** Paths of files that are to be judged. */
  readonly #stale = new Set<string>();
  #changes: Change[] = [];
  /** Addresses of files that were open: whoever shows their problems may show those of another text. */
  readonly #closed = new Set<string>();
  /** Who waits for something to be told. */
  readonly #asking = new Set<Untold>();
  #done = 0;
  #isWorking = false;
  /** Nothing is judged any more: what is left of objects is read. */
  #isEnding = false;

  constructor(session: Session, workspace: Workspace, { homepage, threads }: ProblemsOptions = {}) {
    this.#session = session;
    this.#workspace = workspace;
    this.#threads = threads;
    this.#judged = new JudgedFiles(session, homepage);
    this.#loads = new Loads(session);
    workspace.didChange.on((change) => {
      this.#take(change);
    });
    workspace.didScan.on((path) => {
      this.#many?.fileChanged(path);
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

  /** Whether the objects of files that come now are read together with their problems, which needs their texts, too. */
  get readsObjects(): boolean {
    return (
      this.isWanted && this.#asking.size > 0 && !this.#isEnding && !this.#session.graph.isWhole
    );
  }

  /** Somebody waits who has these ids of files, by their addresses: the work goes on as long as one does. */
  ask(known: ReadonlyMap<string, string>): Untold {
    const untold = new Untold(this.#judged, known);
    this.#asking.add(untold);
    this.#goOn();
    return untold;
  }

  endAsking(untold: Untold): void {
    untold.end();
    this.#asking.delete(untold);
  }

  /** Of the files whose problems are others than those that whoever asks has. */
  reports(untold: Untold): Iterable<FileReport> {
    for (const uri of [...this.#closed]) {
      if (this.#stale.has(filePathOf(uri) ?? '')) continue;
      this.#closed.delete(uri);
      untold.tellAgain(uri);
    }
    return untold.reports();
  }

  /** What is left is not judged until something changes. */
  stop(): void {
    this.#stale.clear();
    this.#changes = [];
    this.#endMany();
  }

  settingsChanged(): void {
    if (this.isWanted) for (const uri of this.#judged.uris) this.#stale.add(filePathOf(uri) ?? '');
    else {
      const shown = this.#judged.withProblems;
      this.#forget();
      // Who has closed a file has no id of it any more, and yet may show its problems.
      for (const uri of shown) this.#closed.add(uri);
    }
    this.#endMany();
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
    if (change.cause !== 'links') this.#endMany();
    this.#goOn();
  }

  /** Threads know what there was when they began. */
  #endMany(): void {
    void this.#many?.end();
  }

  get #hasNothingToDo(): boolean {
    return this.#folders !== undefined && this.#stale.size === 0 && this.#changes.length === 0;
  }

  #goOn(): void {
    if (this.#isWorking || !this.isWanted || this.#asking.size === 0 || this.#hasNothingToDo)
      return;
    this.#isWorking = true;
    this.#done = 0;
    this.didTurn.emit(true);
    const over = (): void => {
      this.#isWorking = false;
      this.didTurn.emit(false);
      this.didChange.emit();
      this.#goOn();
    };
    this.#work()
      .catch((error: unknown) => {
        this.#session.log.error(`problems of the workspace: ${errorWithPlace(error)}`);
        this.stop();
      })
      .then(over, over);
  }

  async #work(): Promise<void> {
    await this.#workspace.start();
    const slices = new Slices();
    while (this.isWanted && this.#asking.size > 0 && !this.#hasNothingToDo) {
      if (!this.#folders) await this.#list();
      const change = this.#changes.shift();
      const [path] = this.#stale;
      if (change) await this.#findConcerned(change, slices);
      else if (this.#threads && this.#stale.size >= filesForThreads)
        await this.#judgeMany(this.#threads, slices);
      else if (path !== undefined) await this.#judgeFile(path, slices);
      if (this.#stale.size === 0) await this.#endReading(slices);
    }
    await this.#endReading(slices);
  }

  /** Whoever ends the work early needs to know all the same what the objects of the workspace say. */
  async #endReading(slices: Slices): Promise<void> {
    if (this.#session.graph.isWhole) return;
    this.#isEnding = true;
    const isWhole = await this.#workspace.readLeft();
    this.#isEnding = false;
    if (!isWhole) return;
    for (const uri of [...this.#judged.uris]) {
      await slices.next();
      if (this.#judged.renew(uri)) this.didChange.emit();
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

  async #judgeMany(threads: JudgingThreads, slices: Slices): Promise<void> {
    const { leftFiles } = this.#workspace;
    // What is told now would end the threads as soon as they have begun.
    await this.#workspace.changesTold;
    if (this.#changes.length > 0) return;
    const others = [...leftFiles].filter((path) => !this.#stale.has(path));
    const targets: Target[] = [
      ...[...this.#stale].map((path) => ({ path })),
      ...others.map((path) => ({ path, isSurrounding: true })),
    ];
    const many = new ManyFiles(this.#session, this.#workspace, threads);
    this.#many = many;
    const started = performance.now();
    // Nobody asks for objects before all are known, and until then the threads need the memory.
    const objects = new PackedBytes();
    await many.judge(targets, async (done) => {
      for (const file of done) {
        await slices.next();
        if (many.isFresh(file.path)) this.#takeExamined(file, objects);
      }
      this.#tellProgress(done.length);
    });
    for (const { path, bytes } of objects.take()) {
      await slices.next();
      if (!many.hasChanged(path)) this.#takeObjects(path, bytes);
    }
    this.#many = undefined;
    const ms = Math.round(performance.now() - started);
    const count = targets.length - this.#stale.size;
    this.#session.log.info(
      `checked ${count} of ${targets.length} files of the workspace in ${threads.count} threads: ${ms} ms`,
    );
  }

  #takeExamined(file: ExaminedFile, objects: PackedBytes): void {
    const { path, kinds, diagnostics, isCut, documents, problem } = file;
    if (problem !== undefined) this.#session.log.info(`${path}: ${problem}`);
    if (documents) objects.add(path, documents);
    else this.#takeObjects(path, undefined);
    if (this.#stale.delete(path))
      this.#judged.set(canonicalUri(fileUriOf(path)), { kinds, diagnostics, isCut });
    this.didChange.emit();
  }

  #takeObjects(path: string, bytes: Uint8Array | undefined): void {
    if (this.#workspace.leftFiles.has(path)) this.#workspace.takeObjects(path, readTold(bytes));
  }

  #tellProgress(count: number): void {
    this.#done += count;
    this.didProgress.emit({ done: this.#done, all: this.#done + this.#stale.size });
  }

  async #judgeFile(path: string, slices: Slices): Promise<void> {
    this.#stale.delete(path);
    this.#tellProgress(1);
    const uri = canonicalUri(fileUriOf(path));
    const bytes = await this.#bytesOf(path);
    if (!bytes) this.#judged.delete(uri);
    else {
      const file = this.#session.fileApart(uri, textOf(bytes));
      this.#judged.set(uri, await this.#settled(file, slices));
      if (this.#workspace.leftFiles.has(path)) {
        const documents = await slices.run(mayBeObjectsIn(this.#session, file));
        this.#workspace.takeObjects(path, ofTheirOwn(documents));
      }
    }
    this.didChange.emit();
  }

  async #bytesOf(path: string): Promise<Buffer | undefined> {
    const { disk, settings } = this.#session;
    const kept = this.#workspace.kept.take(path);
    if (kept) return Buffer.from(kept.buffer, kept.byteOffset, kept.length);
    return disk.readBytesLater(path, settings.maxFileSizeMB * 1_000_000);
  }

  async #settled(file: ManifestFile, slices: Slices): Promise<Judged> {
    const own = await this.#loads.settled(() => judge(this.#session, file, slices));
    const kinds = file.documents.flatMap(({ gvk }) => gvk ?? []);
    return { ...(own ?? { diagnostics: [], isCut: true }), kinds };
  }
}
