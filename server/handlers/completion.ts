import type { CompletionItem, CompletionList, CompletionParams } from 'vscode-languageserver';
import type { FileHandler, HandlerContext } from './handler.ts';

export const completion: FileHandler<CompletionParams, CompletionItem[] | CompletionList> = {
  method: 'textDocument/completion',
  fallback: [],
  run: (file, { position }, { analysis, client }) =>
    analysis.completion(file, position, { isLazy: resolvesDocumentation(client) }),
};

/** The editor asks for the documentation of an item when it shows it. */
function resolvesDocumentation({ textDocument }: HandlerContext['client']): boolean {
  const lazy = textDocument?.completion?.completionItem?.resolveSupport?.properties ?? [];
  return lazy.includes('documentation');
}
