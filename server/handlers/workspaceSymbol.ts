import type { WorkspaceSymbol, WorkspaceSymbolParams } from 'vscode-languageserver';
import { field } from '../wellFormed.ts';
import type { Handler } from './handler.ts';

export const workspaceSymbol: Handler<WorkspaceSymbolParams, WorkspaceSymbol[]> = {
  method: 'workspace/symbol',
  fallback: [],
  run: (params, { analysis, token }) => {
    const query = field(params, 'query');
    return analysis.workspaceSymbols(typeof query === 'string' ? query : '', token);
  },
};
