import {
  LSPErrorCodes,
  ResponseError,
  type PrepareRenameParams,
  type PrepareRenameResult,
  type RenameParams,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { CannotRename } from '../../core/features/navigation/rename.ts';
import type { FileHandler } from './handler.ts';

export const prepareRename: FileHandler<PrepareRenameParams, PrepareRenameResult | null> = {
  method: 'textDocument/prepareRename',
  fallback: null,
  run: (file, { position }, { analysis }) =>
    orSay(() => analysis.prepareRename(file, position) ?? null),
};

export const rename: FileHandler<RenameParams, WorkspaceEdit | null> = {
  method: 'textDocument/rename',
  fallback: null,
  run: (file, { position, newName }, { analysis }) =>
    orSay(() => analysis.rename(file, position, newName) ?? null),
};

/** The reason is shown where the user typed. */
function orSay<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof CannotRename)
      throw new ResponseError(LSPErrorCodes.RequestFailed, error.message);
    throw error;
  }
}
