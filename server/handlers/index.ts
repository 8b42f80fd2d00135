/** Every request that is answered: the table that `server.ts` registers. */
import { charts } from './charts.ts';
import { codeAction } from './codeAction.ts';
import { completion } from './completion.ts';
import { completionResolve } from './completionResolve.ts';
import { documentInfo } from './documentInfo.ts';
import { documentLink } from './documentLink.ts';
import { documentSymbol } from './documentSymbol.ts';
import { foldingRange } from './foldingRange.ts';
import { formatting } from './formatting.ts';
import type { FileHandler, Handler } from './handler.ts';
import { hover } from './hover.ts';
import { manifestDocuments } from './manifestDocuments.ts';
import { selectionRange } from './selectionRange.ts';

/** Those about an open file. */
export const fileHandlers: readonly FileHandler<never, unknown>[] = [
  ...[completion, hover, codeAction, documentLink, formatting],
  ...[documentSymbol, foldingRange, selectionRange],
];

export const otherHandlers: readonly Handler<never, unknown>[] = [
  ...[completionResolve, documentInfo, manifestDocuments, charts],
];
