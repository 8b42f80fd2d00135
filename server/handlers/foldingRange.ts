import type { FoldingRange, FoldingRangeParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const foldingRange: FileHandler<FoldingRangeParams, FoldingRange[]> = {
  method: 'textDocument/foldingRange',
  fallback: [],
  run: (file, _params, { analysis, token }) => analysis.foldingRanges(file, token),
};
