import type { ManifestDocument } from '../model/manifestDocument.ts';
import { fillIn, type FilledIn } from '../placeholders/fillIn.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import { hasOwnTemplates } from '../schema/placeholders.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';

/** What another tool fills in of a document that is of that type; undefined where that is nothing. */
export function filledInOf(
  document: ManifestDocument,
  filling: Filling,
  typed: TypedSchema | undefined,
): FilledIn | undefined {
  const { parsed, text } = document;
  return fillIn({ parsed, text, filling, hasOwnTemplates: hasOwnTemplates(typed) });
}
