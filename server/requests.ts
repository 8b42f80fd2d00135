/** Registers the handlers of requests: each behind the guard, those about a file with the file. */
import {
  DocumentDiagnosticReportKind,
  MessageType,
  ShowMessageNotification,
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
} from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.ts';
import { guard, type Fence } from './guard.ts';
import type { FileHandler, HandlerContext } from './handlers/handler.ts';
import { fileHandlers, otherHandlers } from './handlers/index.ts';
import type { Publisher } from './publisher.ts';
import { uriOf, withinFile } from './wellFormed.ts';

export interface RequestParts {
  readonly analysis: Analysis;
  readonly publisher: Publisher;
  readonly fence: Fence;
  /** What the client can do, once it has said so. */
  readonly client: () => HandlerContext['client'];
}

export function answerRequests(connection: Connection, parts: RequestParts): void {
  const { analysis, fence, client } = parts;
  const contextOf = (token: CancellationToken): HandlerContext => ({
    analysis,
    token,
    client: client(),
    say: (message) => {
      void connection.sendNotification(ShowMessageNotification.type, {
        type: MessageType.Info,
        message,
      });
    },
  });
  for (const { method, fallback, run } of otherHandlers) {
    const answer = guard(fence, {
      name: method,
      fallback,
      run: (params: never, token) => run(params, contextOf(token)),
    });
    connection.onRequest(method, answer);
  }
  for (const handler of fileHandlers) {
    const { method, fallback } = handler;
    const answer = guard(fence, {
      name: method.slice('textDocument/'.length),
      fallback,
      run: (params: never, token) => onFile(handler, params, contextOf(token)),
    });
    connection.onRequest(method, answer);
  }
  connection.languages.diagnostics.on(diagnosticsHandler(parts));
}

async function onFile<P extends object, R>(
  { method, fallback, run }: FileHandler<P, R>,
  params: P,
  context: HandlerContext,
): Promise<R> {
  const { analysis } = context;
  const uri = uriOf(params) ?? '';
  const told = analysis.session.whereabouts.at(uri, method);
  if (told) await told;
  const file = analysis.file(uri);
  return file ? run(file, withinFile(file, params), context) : fallback;
}

/** Files that are not read have a note, so the address is enough. */
function diagnosticsHandler({ analysis, publisher, fence }: RequestParts) {
  return guard<DocumentDiagnosticParams, DocumentDiagnosticReport>(fence, {
    name: 'diagnostic',
    fallback: { kind: DocumentDiagnosticReportKind.Full, items: [] },
    run: async (params, token) => {
      const found = (await analysis.findings(uriOf(params) ?? '', token)) ?? [];
      publisher.didServe.emit();
      return { kind: DocumentDiagnosticReportKind.Full, items: found };
    },
  });
}
