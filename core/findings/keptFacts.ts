/** The facts of a document on their own, without its text: what is kept and told of files that are not open. */
import type { PlacedFacts } from '../graph/graph.ts';
import type { ManifestDocument, Range } from '../model/manifestDocument.ts';
import { suppressedIn } from './suppress.ts';

/** Stays where the document is now; `replaced`: where other values are filled in. Its words are still parts of the text, which is kept as long as they are. */
export function plainFacts(
  document: ManifestDocument,
  { startLine, startCharacter, facts }: PlacedFacts,
  replaced: readonly Range[] = [],
): PlacedFacts {
  const suppressed = suppressedIn(document);
  return {
    ...{ startLine, startCharacter, facts },
    ...(suppressed && { suppressed }),
    ...(replaced.length > 0 && { replaced }),
  };
}

/** The same with words of their own. */
export function ofTheirOwn(documents: readonly PlacedFacts[]): PlacedFacts[] {
  return JSON.parse(JSON.stringify(documents)) as PlacedFacts[];
}
