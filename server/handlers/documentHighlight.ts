import type { DocumentHighlight, DocumentHighlightParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const documentHighlight: FileHandler<DocumentHighlightParams, DocumentHighlight[]> = {
  method: 'textDocument/documentHighlight',
  fallback: [],
  run: (file, { position }, { analysis }) => analysis.documentHighlights(file, position),
};
