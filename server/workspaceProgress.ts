/** Shows in the client how far the check of the workspace is; the user may end it there. */
import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver';
import type { Progress, WorkspaceProblems } from '../core/problems/workspaceProblems.ts';
import type { HandlerContext } from './handlers/handler.ts';

/** Less is done before anybody has read it. */
const fewFiles = 100;
const pauseMs = 500;

export function showProgress(
  connection: Connection,
  problems: WorkspaceProblems,
  client: () => HandlerContext['client'],
): void {
  /** Undefined where the client does not want to show it. */
  let shown: Promise<WorkDoneProgressServerReporter | undefined> | undefined;
  let toldMs = 0;
  const begin = async ({
    done,
    all,
  }: Progress): Promise<WorkDoneProgressServerReporter | undefined> => {
    const reporter = await connection.window.createWorkDoneProgress().catch(() => undefined);
    reporter?.begin('Checking the workspace', share(done, all), words(done, all), true);
    reporter?.token.onCancellationRequested(() => {
      problems.stop();
    });
    return reporter;
  };
  problems.didProgress.on((progress) => {
    const { done, all } = progress;
    if (!client().window?.workDoneProgress || performance.now() - toldMs < pauseMs) return;
    if (!shown && all - done < fewFiles) return;
    toldMs = performance.now();
    if (shown) void shown.then((reporter) => reporter?.report(share(done, all), words(done, all)));
    else shown = begin(progress);
  });
  problems.didChange.on(() => {
    if (!shown || !problems.isSettled) return;
    void shown.then((reporter) => reporter?.done());
    shown = undefined;
  });
}

function share(done: number, all: number): number {
  return all === 0 ? 100 : Math.floor((done / all) * 100);
}

function words(done: number, all: number): string {
  return `${done.toLocaleString('en-US')} of ${all.toLocaleString('en-US')} files`;
}
