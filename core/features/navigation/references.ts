/** Everywhere that the name of an object, or a key of it, is written. */
import {
  DocumentHighlightKind,
  type DocumentHighlight,
  type Location,
} from 'vscode-languageserver-types';
import { canonicalUri } from '../../../shared/uri.ts';
import type { Position } from '../../model/manifestDocument.ts';
import type { ManifestFile } from '../../model/manifestFile.ts';
import type { Session } from '../../session.ts';
import { occurrencesOf, symbolAt } from './symbolAt.ts';

export function findReferences(
  session: Session,
  file: ManifestFile,
  place: Position,
  withDeclaration: boolean,
): Location[] {
  const symbol = symbolAt(session, file, place);
  if (!symbol) return [];
  return occurrencesOf(session, symbol)
    .filter(({ isDeclaration }) => withDeclaration || !isDeclaration)
    .map(({ uri, range }) => ({ uri, range }));
}

/** Those in the file itself. */
export function documentHighlights(
  session: Session,
  file: ManifestFile,
  place: Position,
): DocumentHighlight[] {
  const symbol = symbolAt(session, file, place);
  if (!symbol) return [];
  const own = canonicalUri(file.uri);
  return occurrencesOf(session, symbol)
    .filter(({ uri }) => canonicalUri(uri) === own)
    .map(({ range, isDeclaration }) => ({
      range,
      kind: isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
