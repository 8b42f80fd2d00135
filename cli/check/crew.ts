/** Who does the work: this thread alone, or several threads that each have a checker of their own. */
import { Worker } from 'node:worker_threads';
import { errorWithPlace } from '../../shared/errorWords.ts';
import { Checker, type CheckerOptions, type Target } from './checker.ts';
import type { CheckedFile, ExaminedFile } from './finding.ts';

export interface Crew {
  /** Results in the order of the targets. `onDone` is told what is done, as soon as it is: it may keep the objects of it. */
  check(targets: readonly Target[], onDone: OnDone): Promise<CheckedFile[]>;
  dismiss(): Promise<void>;
}

export type OnDone = (done: readonly ExaminedFile[]) => void;

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
export function soloCrew(options: CheckerOptions): Crew {
  const checker = new Checker(options);
  return {
    async check(targets, onDone) {
      const results: CheckedFile[] = [];
      for (const part of inParts(targets, filesAtOnce)) {
        const done = await examineAll(checker, part);
        onDone(done);
        results.push(...done.map(withoutObjects));
      }
      return results;
    },
    dismiss: () => Promise.resolve(),
  };
}

/** So many files go to a thread at a time: few, so that all end together. */
const filesAtOnce = 16;

export function threadCrew(program: string, count: number, options: CheckerOptions): Crew {
  const members = Array.from({ length: count }, () => new Member(program, options));
  return {
    async check(targets, onDone) {
      const parts = inParts(targets, filesAtOnce);
      const results: (readonly CheckedFile[])[] = [];
      let next = 0;
      const work = async (member: Member): Promise<void> => {
        for (let at = next++; at < parts.length; at = next++) {
          const part = parts[at] ?? [];
          const done = await checkPart(member, part);
          onDone(done);
          results[at] = done.map(withoutObjects);
        }
      };
      await Promise.all(members.map(work));
      return results.flat();
    },
    async dismiss() {
      await Promise.all(members.map((member) => member.end()));
    },
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
  if (first && part.length === 1)
    return [{ path: first.path, findings: [], problem: `the check failed: ${answer.reason}` }];
  const results: ExaminedFile[] = [];
  for (const target of part) results.push(...(await checkPart(member, [target])));
  return results;
}

/** What the crew need not keep. */
function withoutObjects({ path, findings, problem }: ExaminedFile): CheckedFile {
  return { path, findings, ...(problem !== undefined && { problem }) };
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
  readonly #program: string;
  readonly #options: CheckerOptions;
  #worker: Worker | undefined;

  constructor(program: string, options: CheckerOptions) {
    this.#program = program;
    this.#options = options;
  }

  check(targets: readonly Target[]): Promise<Answer> {
    const worker = (this.#worker ??= new Worker(this.#program, {
      workerData: this.#options,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    }));
    return new Promise((resolve) => {
      const settle = (answer: Answer): void => {
        worker.off('message', onMessage).off('error', onError).off('exit', onExit);
        if (!answer.ok) this.#worker = undefined;
        resolve(answer);
      };
      const onMessage = (done: readonly ExaminedFile[]): void => {
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
    await this.#worker?.terminate();
  }
}

/** What is let go at once stays small: trees of documents are. */
const youngMegabytes = 8;
