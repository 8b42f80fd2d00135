import type { InlayHint, InlayHintParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const inlayHint: FileHandler<InlayHintParams, InlayHint[]> = {
  method: 'textDocument/inlayHint',
  fallback: [],
  run: (file, { range }, { analysis, token }) => analysis.inlayHints(file, range, token),
};
