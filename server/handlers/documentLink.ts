import type { DocumentLink, DocumentLinkParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const documentLink: FileHandler<DocumentLinkParams, DocumentLink[]> = {
  method: 'textDocument/documentLink',
  fallback: [],
  run: (file, _params, { analysis, token }) => analysis.documentLinks(file, token),
};
