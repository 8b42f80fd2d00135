/** Many files of the workspace judged at once, by threads that know what this one knows now. */
import type { Session } from '../session.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { CheckerOptions } from './checker.ts';
import { threadCrew, type Crew, type OnDone, type Threads } from './crew.ts';
import { editorStateOf } from './editorState.ts';
import type { Target } from './examinedFile.ts';

/** Threads that know the bundled schemas. */
export interface JudgingThreads extends Threads {
  /** Folder of the bundled schemas. */
  readonly schemas: string;
}

/** One run over many files. What changes meanwhile is not known to it: it is ended then, and another one begun. */
export class ManyFiles {
  readonly #crew: Crew;
  /** Files that have changed since: what is told of them is old. */
  readonly #changed = new Set<string>();
  isOver = false;

  constructor(session: Session, workspace: Workspace, { schemas, ...threads }: JudgingThreads) {
    const options: CheckerOptions = {
      schemas,
      folders: session.folders,
      around: workspace.aroundFiles,
      editor: editorStateOf(session),
      tells: 'documents',
    };
    this.#crew = threadCrew(threads, options, workspace.kept);
  }

  fileChanged(path: string): void {
    this.#changed.add(path);
  }

  /** Whether what is told of a file is as it is now. */
  isFresh(path: string): boolean {
    return !this.isOver && !this.hasChanged(path);
  }

  /** Whether the file is another one than when the run began. */
  hasChanged(path: string): boolean {
    return this.#changed.has(path);
  }

  async judge(targets: readonly Target[], onDone: OnDone): Promise<void> {
    try {
      await this.#crew.check(targets, onDone);
    } finally {
      await this.end();
    }
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.#crew.dismiss();
  }
}
