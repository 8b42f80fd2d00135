import type { Hover, HoverParams } from 'vscode-languageserver';
import type { FileHandler } from './handler.ts';

export const hover: FileHandler<HoverParams, Hover | null> = {
  method: 'textDocument/hover',
  fallback: null,
  run: (file, { position }, { analysis }) => analysis.hover(file, position) ?? null,
};
