/** Where an object that a name stands for is defined; for what an operator makes, the object that it is made from. */
import type { LocationLink } from 'vscode-languageserver-types';
import { rangeInFile } from '../../graph/graph.ts';
import type { Position } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import type { Session } from '../../session.ts';
import { symbolAt } from './symbolAt.ts';

export function definition(session: Session, file: ManifestFile, place: Position): LocationLink[] {
  const symbol = symbolAt(session, file, place);
  if (!symbol) return [];
  return symbol.targets.map(({ by }) => {
    const key = by.facts.keys?.find(({ text }) => text === symbol.key);
    const { part } = symbol;
    const named = part && by.facts.parts?.[part.field]?.find(({ text }) => text === part.text);
    const range = rangeInFile(by.placed, (named ?? key ?? by.facts.name).range);
    return {
      originSelectionRange: symbol.range,
      targetUri: session.spellingOf(by.uri),
      targetRange: range,
      targetSelectionRange: range,
    };
  });
}
