import type { SelectionRange, SelectionRangeParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const selectionRange: FileHandler<SelectionRangeParams, SelectionRange[]> = {
  method: 'textDocument/selectionRange',
  fallback: [],
  run: (file, { positions }, { analysis }) => analysis.selectionRanges(file, positions),
};
