/** How an item leaves the server: what a person sees of it is plain, what it writes has the line ends of the file. */
import type { CompletionItem } from 'vscode-languageserver-types';
import { withLineBreak } from '../../yaml/lines.ts';
import { plainLine } from '../../../shared/plainText.ts';

const maxLabel = 200;

/** Names and values may be anybody's: they are shown plainly, and inserted as what they are. */
export function presented(item: CompletionItem, lineBreak: string): CompletionItem {
  const label = plainLine(item.label, maxLabel);
  const { textEdit, additionalTextEdits } = item;
  const written = <E extends { newText: string }>(edit: E): E =>
    lineBreak === '\n' ? edit : { ...edit, newText: withLineBreak(edit.newText, lineBreak) };
  return {
    ...item,
    label,
    ...(label !== item.label && { filterText: item.filterText ?? item.label }),
    ...(item.detail !== undefined && { detail: plainLine(item.detail, maxLabel) }),
    ...(textEdit && { textEdit: written(textEdit) }),
    ...(additionalTextEdits && { additionalTextEdits: additionalTextEdits.map(written) }),
  };
}
