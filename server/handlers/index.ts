/** Every request that is answered: the table that `server.ts` registers. */
import { charts } from './charts.ts';
import { codeAction } from './codeAction.ts';
import { codeLens, codeLensResolve } from './codeLens.ts';
import { completion } from './completion.ts';
import { completionResolve } from './completionResolve.ts';
import { definition } from './definition.ts';
import { documentHighlight } from './documentHighlight.ts';
import { documentInfo } from './documentInfo.ts';
import { documentLink } from './documentLink.ts';
import { documentSymbol } from './documentSymbol.ts';
import { foldingRange } from './foldingRange.ts';
import { formatting } from './formatting.ts';
import type { FileHandler, Handler } from './handler.ts';
import { hover } from './hover.ts';
import { inlayHint } from './inlayHint.ts';
import { manifestDocuments } from './manifestDocuments.ts';
import { objectPlaces } from './objectPlaces.ts';
import { manifestPicture, picture } from './picture.ts';
import { references } from './references.ts';
import { prepareRename, rename } from './rename.ts';
import { selectionRange } from './selectionRange.ts';
import { workspaceSymbol } from './workspaceSymbol.ts';

/** Those about an open file. */
export const fileHandlers: readonly FileHandler<never, unknown>[] = [
  ...[completion, hover, codeAction, documentLink, formatting],
  ...[documentSymbol, foldingRange, selectionRange],
  ...[definition, references, documentHighlight, prepareRename, rename, codeLens, inlayHint],
];

export const otherHandlers: readonly Handler<never, unknown>[] = [
  ...[completionResolve, documentInfo, manifestDocuments, objectPlaces, charts],
  ...[picture, manifestPicture],
  ...[codeLensResolve, workspaceSymbol],
];
