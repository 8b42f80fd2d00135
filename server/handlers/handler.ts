/** What the handlers of requests look like: data, one file each, registered from the table in `index.ts`. */
import type { CancellationToken, InitializeParams } from 'vscode-languageserver';
import type { Analysis } from '../../core/analysis.ts';
import type { ManifestFile } from '../../core/model/manifestFile.ts';

/** What a handler works with. */
export interface HandlerContext {
  readonly analysis: Analysis;
  readonly token: CancellationToken;
  /** What the client said that it can do. */
  readonly client: InitializeParams['capabilities'];
  /** Tells the user something that is no fault. */
  readonly say: (sentence: string) => void;
}

/** A request of the protocol about an open file. Places in its parameters are places of the file by then. */
export interface FileHandler<P, R> {
  readonly method: `textDocument/${string}`;
  /** The answer about a file that is not one that we read, or where the work failed. */
  readonly fallback: R;
  readonly run: (file: ManifestFile, params: P, context: HandlerContext) => Promise<R> | R;
}

/** Any other request. */
export interface Handler<P, R> {
  readonly method: string;
  readonly fallback: R;
  readonly run: (params: P, context: HandlerContext) => Promise<R> | R;
}
