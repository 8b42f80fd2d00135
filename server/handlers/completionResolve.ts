import type { CompletionItem } from 'vscode-languageserver';
import type { Handler } from './handler.ts';

export const completionResolve: Handler<CompletionItem, CompletionItem> = {
  method: 'completionItem/resolve',
  fallback: { label: '' },
  run: (item, { analysis }) => analysis.resolveCompletion(item),
};
