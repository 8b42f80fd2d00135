import type { CodeAction, CodeActionParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const codeAction: FileHandler<CodeActionParams, CodeAction[]> = {
  method: 'textDocument/codeAction',
  fallback: [],
  run: (file, params, { analysis, token }) => analysis.codeActions(file, params, token),
};
