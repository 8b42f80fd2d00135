// Enter begins a new line behind a value that is typed to its end. While the value is still on offer VS Code would take
// the suggestion instead, which changes nothing, and the line break would be lost. So a list of values is asked for anew
// with each letter, and once what is typed is one of them, nothing more is offered until it is asked for.
import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient/node';

export const offerUntilWhole: Middleware['provideCompletionItem'] = async (
  document,
  position,
  context,
  token,
  next,
) => {
  const answer = await next(document, position, context, token);
  if (!answer) return answer;
  const items = Array.isArray(answer) ? answer : answer.items;
  const isAskedAnew =
    context.triggerKind === vscode.CompletionTriggerKind.TriggerForIncompleteCompletions;
  const isTyped = (item: vscode.CompletionItem) =>
    isWhole(item) &&
    item.range instanceof vscode.Range &&
    item.range.end.isEqual(position) &&
    document.getText(item.range) === item.insertText;
  if (isAskedAnew && items.some(isTyped)) return [];
  return new vscode.CompletionList(items, items.some(isWhole));
};

/** Its text ends what is typed here: behind a key a value has yet to come, and a snippet or a further edit does more. */
function isWhole({ insertText, additionalTextEdits }: vscode.CompletionItem): boolean {
  return typeof insertText === 'string' && /[^\s:]$/.test(insertText) && !additionalTextEdits;
}
