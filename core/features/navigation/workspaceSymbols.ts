/** The objects of the workspace by kind, name and namespace. */
import { SymbolKind, type WorkspaceSymbol } from 'vscode-languageserver-types';
import { rangeInFile } from '../../graph/graph.ts';
import type { CancellationToken } from '../../pacing/cancellation.ts';
import type { Session } from '../../session.ts';
import { noteAll } from './symbolAt.ts';

/** What a list shows at most. */
const maxSymbols = 500;

/** Objects in whose kind, name or namespace each word of the query stands. */
export function workspaceSymbols(
  session: Session,
  query: string,
  token: CancellationToken,
): WorkspaceSymbol[] {
  noteAll(session);
  const words = query
    .toLowerCase()
    .split(/[\s/]+/)
    .filter((word) => word !== '');
  const found: WorkspaceSymbol[] = [];
  for (const object of session.graph.objects()) {
    if (found.length >= maxSymbols || token.isCancellationRequested) break;
    const { kind, name, namespace } = object.facts;
    const text = `${kind} ${namespace ?? ''} ${name.text}`.toLowerCase();
    if (name.text === '' || !words.every((word) => isWithin(word, text))) continue;
    found.push({
      name: `${kind} ${name.text}`,
      kind: SymbolKind.Object,
      ...(namespace !== undefined && { containerName: namespace }),
      location: {
        uri: session.spellingOf(object.uri),
        range: rangeInFile(object.placed, name.range),
      },
    });
  }
  return found;
}

/** Its letters stand in the text in this order, as editors search. */
function isWithin(word: string, text: string): boolean {
  let at = 0;
  for (const letter of word) {
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
