import type { CodeLens, CodeLensParams } from 'vscode-languageserver';
import type { FileHandler, Handler } from './handler.ts';

export const codeLens: FileHandler<CodeLensParams, CodeLens[]> = {
  method: 'textDocument/codeLens',
  fallback: [],
  run: (file, _params, { analysis }) => analysis.codeLenses(file),
};

export const codeLensResolve: Handler<CodeLens, CodeLens | null> = {
  method: 'codeLens/resolve',
  fallback: null,
  run: (lens, { analysis }) => analysis.resolveCodeLens(lens),
};
