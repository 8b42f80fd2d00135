import type { DocumentFormattingParams, TextEdit } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const formatting: FileHandler<DocumentFormattingParams, TextEdit[]> = {
  method: 'textDocument/formatting',
  fallback: [],
  run: (file, _params, { analysis, token, say }) => analysis.format(file, say, token),
};
