import { replacedSpans } from '../kustomize/replacements.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ReplacedFields } from '../model/transformed.ts';
import { fillIn, type FilledIn } from '../placeholders/fillIn.ts';
import type { Filling } from '../placeholders/placeholdersIn.ts';
import { hasOwnTemplates } from '../schema/placeholders.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';

/** What another tool fills in of a document that is of that type; undefined where that is nothing. */
export function filledInOf(
  document: ManifestDocument,
  filling: Filling,
  typed: TypedSchema | undefined,
  replaced: readonly ReplacedFields[] = [],
): FilledIn | undefined {
  const { parsed, text } = document;
  const spans =
    replaced.length === 0
      ? []
      : document.objects.flatMap(({ node }) => replacedSpans(node, replaced));
  return fillIn({
    ...{ parsed, text, filling, hasOwnTemplates: hasOwnTemplates(typed) },
    ...(spans.length > 0 && {
      isReplaced: ([start, end]) => spans.some((span) => span[0] <= start && end <= span[1]),
    }),
  });
}
