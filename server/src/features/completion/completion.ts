/** Completion: what may stand at the cursor, the required first. */
import type { CompletionItem } from 'vscode-languageserver';
import { isTemplate } from '../../documents/isTemplate.ts';
import type { Position } from '../../documents/manifestDocument.ts';
import type { ManifestFile } from '../../documents/manifestFile.ts';
import type { Session } from '../../session.ts';
import { kindAt } from '../kindAt.ts';
import { cursorAt } from './cursor.ts';
import { schemaItems } from './fields.ts';
import { identityItems } from './identity.ts';
import { referenceNames } from './referenceNames.ts';

/** Items for a position of the file. */
export function completion(
  session: Session,
  file: ManifestFile,
  place: Position,
): CompletionItem[] {
  const role = session.surroundings.roleOf(file.uri);
  if (!session.settings.completion.enabled || role === 'template' || role === 'other') return [];
  const { document, position } = file.locate(place);
  if (isTemplate(document)) return [];
  const identity = identityItems(session.store, document, position);
  if (identity) return identity;
  const cursor = cursorAt(document, position);
  const kind = cursor && kindAt(document, cursor.path);
  const view = kind && session.store.schemaOf(kind.gvk);
  if (!cursor || !kind || !view) return [];
  const names = referenceNames(session, document, kind.objectPath);
  return schemaItems({ view, document, position, cursor, path: kind.path, names });
}
