import { afterEach, expect, test, vi } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import { Emitter } from '../core/emitter.ts';
import type { WorkspaceProblems } from '../core/problems/workspaceProblems.ts';
import { showProgress } from './workspaceProgress.ts';

afterEach(() => void vi.useRealTimers());

interface Told {
  readonly said: string[];
  readonly progress: (done: number, all: number, afterMs?: number) => Promise<void>;
  readonly settle: (isSettled?: boolean) => Promise<void>;
  readonly cancel: () => void;
}

/** What a client is shown of a check, each time half a second after the last one. */
function shown({ canShow = true, refuses = false } = {}): Told {
  vi.useFakeTimers({ toFake: ['performance'] });
  const said: string[] = [];
  const cancelled: (() => void)[] = [];
  const reporter = {
    begin: (title: string, share: number, words: string) =>
      said.push(`begin ${title} ${share} ${words}`),
    report: (share: number, words: string) => said.push(`${share} ${words}`),
    done: () => said.push('done'),
    token: { onCancellationRequested: (stop: () => void) => cancelled.push(stop) },
  };
  const createWorkDoneProgress = () =>
    refuses ? Promise.reject(new Error('no')) : Promise.resolve(reporter);
  const connection = { window: { createWorkDoneProgress } } as unknown as Connection;
  const problems = {
    ...{ didProgress: new Emitter<unknown>(), didChange: new Emitter(), isSettled: false },
    stop: () => said.push('stopped'),
  };
  const client = () => ({ window: { workDoneProgress: canShow } });
  showProgress(connection, problems as unknown as WorkspaceProblems, client);
  const turn = () => new Promise<void>((done) => setImmediate(done));
  return {
    said,
    async progress(done, all, afterMs = 500) {
      vi.advanceTimersByTime(afterMs);
      problems.didProgress.emit({ done, all });
      await turn();
    },
    async settle(isSettled = true) {
      problems.isSettled = isSettled;
      problems.didChange.emit(undefined);
      await turn();
    },
    cancel: () => cancelled.forEach((stop) => stop()),
  };
}

test('a long check is shown from its beginning to its end', async () => {
  const { said, progress, settle } = shown();
  await progress(1, 2000);
  await progress(1999, 2000);
  await settle(false);
  expect(said).toHaveLength(2);
  await settle();
  await settle();
  expect(said).toEqual([
    'begin Checking the workspace 0 1 of 2,000 files',
    '99 1,999 of 2,000 files',
    'done',
  ]);
});

test('a short one, or the rest of one, is not; one that has begun is shown to its end', async () => {
  const { said, progress, settle } = shown();
  await progress(1, 100);
  await settle();
  expect(said).toEqual([]);
  await progress(0, 100);
  expect(said).toEqual(['begin Checking the workspace 0 0 of 100 files']);
});

test('it is told twice a second at most, and to clients alone that show it', async () => {
  const { said, progress } = shown();
  await progress(0, 500);
  await progress(10, 500, 499);
  expect(said).toHaveLength(1);
  await progress(20, 500, 1);
  expect(said.at(-1)).toBe('4 20 of 500 files');
  const none = shown({ canShow: false });
  await none.progress(0, 500);
  expect(none.said).toEqual([]);
});

test('who ends it there ends the check; a client that refuses is not asked again', async () => {
  const one = shown();
  await one.progress(0, 500);
  one.cancel();
  expect(one.said.at(-1)).toBe('stopped');
  const refusing = shown({ refuses: true });
  await refusing.progress(0, 500);
  await refusing.progress(100, 500);
  await refusing.settle();
  expect(refusing.said).toEqual([]);
});
