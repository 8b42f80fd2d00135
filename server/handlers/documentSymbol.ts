import type { DocumentSymbol, DocumentSymbolParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const documentSymbol: FileHandler<DocumentSymbolParams, DocumentSymbol[]> = {
  method: 'textDocument/documentSymbol',
  fallback: [],
  run: (file, _params, { analysis, token }) => analysis.documentSymbols(file, token),
};
