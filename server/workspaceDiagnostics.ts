/**
 * Answers the request for the diagnostics of the workspace: those of files whose problems are others than the client has
 * them. The request is held open until there are some.
 */
import {
  DocumentDiagnosticReportKind,
  type CancellationToken,
  type Connection,
  type ResultProgressReporter,
  type WorkspaceDiagnosticReport,
  type WorkspaceDiagnosticReportPartialResult,
  type WorkspaceDocumentDiagnosticReport,
} from 'vscode-languageserver';
import { useLeanHeap } from '../core/pacing/leanHeap.ts';
import { Slices } from '../core/pacing/slices.ts';
import type { FileReport } from '../core/problems/judgedFiles.ts';
import type { WorkspaceProblems } from '../core/problems/workspaceProblems.ts';
import { guard, type Fence } from './guard.ts';
import type { HandlerContext } from './handlers/handler.ts';
import { previousResultIds } from './wellFormed.ts';
import { showProgress } from './workspaceProgress.ts';

type PartialResults = ResultProgressReporter<WorkspaceDiagnosticReportPartialResult> | undefined;

/** Between two parts of an answer. */
const pauseMs = 500;

export interface WorkspaceDiagnosticsParts {
  readonly problems: WorkspaceProblems;
  readonly fence: Fence;
  /** What the client can do, once it has said so. */
  readonly client: () => HandlerContext['client'];
  /** From now on the workspace is looked at. */
  readonly begin: () => void;
}

export function answerWorkspaceDiagnostics(
  connection: Connection,
  parts: WorkspaceDiagnosticsParts,
): void {
  const { problems, fence, client } = parts;
  showProgress(connection, problems, client);
  problems.didTurn.on(useLeanHeap);
  connection.languages.diagnostics.onWorkspace((params, token, _, partialResults) => {
    const answer = guard<unknown, WorkspaceDiagnosticReport>(fence, {
      name: 'workspace/diagnostic',
      fallback: { items: [] },
      run: (sent) => reportOf(parts, previousResultIds(sent), token, partialResults),
    });
    return answer(params, token);
  });
}

/** In parts as they are found where the client takes them, else once all is found. `known` are the ids that it has. */
async function reportOf(
  { problems, begin }: WorkspaceDiagnosticsParts,
  known: ReadonlyMap<string, string>,
  token: CancellationToken,
  partialResults: PartialResults,
): Promise<WorkspaceDiagnosticReport> {
  const untold = problems.ask(known);
  const items = new Map<string, WorkspaceDocumentDiagnosticReport>();
  const isCancelled = (): boolean => token.isCancellationRequested;
  try {
    for (let hasTold = false; !isCancelled();) {
      if (problems.isWanted) begin();
      const { isSettled } = problems;
      const reports = isSettled || partialResults ? problems.reports(untold) : [];
      for await (const part of inParts(reports)) {
        if (isCancelled()) break;
        if (partialResults) partialResults.report({ items: part });
        else for (const item of part) items.set(item.uri, item);
        hasTold = true;
      }
      if (isSettled && hasTold) break;
      await changeOf(problems, token);
    }
    return { items: [...items.values()] };
  } finally {
    problems.endAsking(untold);
  }
}

/** Files that are told of at once: between two parts other requests are answered. */
const filesOfPart = 32;

async function* inParts(
  reports: Iterable<FileReport>,
): AsyncGenerator<WorkspaceDocumentDiagnosticReport[]> {
  const slices = new Slices();
  let part: WorkspaceDocumentDiagnosticReport[] = [];
  for (const report of reports) {
    part.push(toProtocol(report));
    if (part.length < filesOfPart) continue;
    yield part;
    part = [];
    await slices.next();
  }
  if (part.length > 0) yield part;
}

function toProtocol({ uri, resultId, diagnostics }: FileReport): WorkspaceDocumentDiagnosticReport {
  return {
    kind: DocumentDiagnosticReportKind.Full,
    ...{ uri, version: null, items: [...diagnostics] },
    ...(resultId !== undefined && { resultId }),
  };
}

/** Resolves once there is a change, and not before the pause is over; at once where the request is cancelled. */
function changeOf(problems: WorkspaceProblems, token: CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    let isChanged = false;
    let isPauseOver = false;
    const settle = (): void => {
      endListening();
      clearTimeout(timer);
      cancellation.dispose();
      resolve();
    };
    const endListening = problems.didChange.on(() => {
      isChanged = true;
      if (isPauseOver) settle();
    });
    const timer = setTimeout(() => {
      isPauseOver = true;
      if (isChanged) settle();
    }, pauseMs);
    const cancellation = token.onCancellationRequested(settle);
  });
}
