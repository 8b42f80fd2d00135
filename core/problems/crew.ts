/** Who checks many files: this thread alone, or several threads that each have a checker of their own. */
import { Worker } from 'node:worker_threads';
import { errorWithPlace } from '../../shared/errorWords.ts';
import { holdNewSpace } from '../pacing/leanHeap.ts';
import type { KeptBytes } from '../workspace/keptBytes.ts';
import { Checker, type CheckerOptions } from './checker.ts';
import type { ExaminedFile, Target } from './examinedFile.ts';

export interface Crew {
  /**
   * `onDone` is told what is done, as soon as it is, in whatever order. Resolves once all is, or the crew is dismissed; rejects
   * where threads cannot work at all.
   */
  check(targets: readonly Target[], onDone: OnDone): Promise<void>;
  dismiss(): Promise<void>;
}

/** The crew waits for it before it goes on. */
export type OnDone = (done: readonly ExaminedFile[]) => void | Promise<void>;

/** All of them, by one checker. */
export async function examineAll(
  checker: Checker,
  targets: readonly Target[],
): Promise<ExaminedFile[]> {
  const results: ExaminedFile[] = [];
  for (const target of targets) results.push(await checker.check(target));
  return results;
}

/** All in this thread. */
export function soloCrew(options: CheckerOptions, kept: KeptBytes): Crew {
  const checker = new Checker(options);
  return {
    async check(targets, onDone) {
      for (const part of inParts(targets, filesAtOnce))
        await onDone(await examineAll(checker, part.map(withBytesOf(kept))));
    },
    dismiss: () => Promise.resolve(),
  };
}

/** With fewer files the threads cost more than they bring. */
export const filesForThreads = 150;

/** So many files go to a thread at a time: few, so that all end together. */
const filesAtOnce = 16;

export interface Threads {
  /** The program that each of them runs: it has to call `runThread`. */
  readonly program: string;
  readonly count: number;
}

export function threadCrew(
  { program, count }: Threads,
  options: CheckerOptions,
  kept: KeptBytes,
): Crew {
  const withBytes = withBytesOf(kept);
  const members = Array.from({ length: count }, () => new Member(program, options));
  const begun = new Set<Member>();
  const isDismissed = (): boolean => members.some(({ hasEnded }) => hasEnded);
  return {
    async check(targets, onDone) {
      const parts = inParts(targets, filesAtOnce);
      let next = 0;
      const work = async (member: Member): Promise<void> => {
        for (let at = next++; at < parts.length && !isDismissed(); at = next++) {
          const done = await checkPart(member, (parts[at] ?? []).map(withBytes));
          begun.add(member);
          // Each has its own room now; what this thread is told is kept for long.
          if (begun.size === members.length) holdNewSpace(true);
          if (!isDismissed()) await onDone(done);
        }
      };
      await Promise.all(members.map(work));
    },
    async dismiss() {
      holdNewSpace(false);
      await Promise.all(members.map((member) => member.end()));
    },
  };
}

/** Bytes are taken no sooner than they are needed, as the file may change until then. */
function withBytesOf(kept: KeptBytes): (target: Target) => Target {
  return (target) => {
    const bytes = target.text === undefined ? kept.take(target.path) : undefined;
    return bytes ? { ...target, bytes } : target;
  };
}

/** Where the thread ended over several files, each of them is tried by itself: one is to blame. */
async function checkPart(
  member: Member,
  part: readonly Target[],
): Promise<readonly ExaminedFile[]> {
  const answer = await member.check(part);
  if (answer.ok) return answer.done;
  const [first] = part;
  if (member.hasEnded) return [];
  if (first && part.length === 1)
    return [failedFile(first.path, `the check failed: ${answer.reason}`)];
  const results: ExaminedFile[] = [];
  for (const target of part) results.push(...(await checkPart(member, [target])));
  return results;
}

/** A file of which nothing is known but why. */
export function failedFile(path: string, problem: string): ExaminedFile {
  return { path, diagnostics: [], isCut: true, kinds: [], problem };
}

function inParts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  );
}

type Answer =
  | { readonly ok: true; readonly done: readonly ExaminedFile[] }
  | { readonly ok: false; readonly reason: string };

/** A thread, made anew where it ended over its task. */
class Member {
  hasEnded = false;
  readonly #program: string;
  readonly #options: CheckerOptions;
  #worker: Worker | undefined;
  #failures = 0;

  constructor(program: string, options: CheckerOptions) {
    this.#program = program;
    this.#options = options;
  }

  check(targets: readonly Target[]): Promise<Answer> {
    const worker = (this.#worker ??= new Worker(this.#program, {
      workerData: this.#options,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    }));
    return new Promise((resolve, reject) => {
      const settle = (answer: Answer): void => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (answer.ok || this.hasEnded || ++this.#failures < maxFailures) resolve(answer);
        else reject(new Error(`threads end as soon as they have begun: ${answer.reason}`));
        if (!answer.ok) this.#worker = undefined;
      };
      const onMessage = (done: readonly ExaminedFile[]): void => {
        this.#failures = 0;
        settle({ ok: true, done });
      };
      const onError = (error: unknown): void => {
        settle({ ok: false, reason: errorWithPlace(error) });
      };
      const onExit = (code: number): void => {
        settle({ ok: false, reason: `its thread ended with ${code}` });
      };
      worker.on('message', onMessage).on('error', onError).on('exit', onExit);
      worker.postMessage(targets);
    });
  }

  async end(): Promise<void> {
    this.hasEnded = true;
    await this.#worker?.terminate();
  }
}

/** In a row: with so many it is no file that is to blame. */
const maxFailures = 20;

/** What is let go at once stays small: trees of documents are. */
const youngMegabytes = 8;
