/** What values of a chart say to others: names of Secrets, claims and the like, by the schema of the chart. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { Work } from '../pacing/work.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import { walk } from '../walk/walk.ts';
import type { Node } from '../yaml/node.ts';
import type { KindName, ObjectFacts, Reference } from './facts.ts';
import { referenceAt } from './references.ts';

export interface ValuesRead {
  /** The mapping of the values. */
  readonly root: Node;
  readonly typed: TypedSchema;
  /** In which their places count. */
  readonly document: ManifestDocument;
  /** Templates around them may make any object. */
  readonly hasTemplates: boolean;
}

/**
 * Whoever installs the chart says what its own objects are called; a name that is written in values is that of an object as it
 * stands. Only in fields that a template hands on may it be the name of an object of the chart itself.
 */
export function* referencesInValues(values: ValuesRead): Work<Reference[]> {
  const { root, typed, document, hasTemplates } = values;
  const { text } = document;
  const found: Reference[] = [];
  let visits = 0;
  for (const visit of walk({ root, gvk: nothing, schema: typed, text, isValues: true })) {
    if (++visits % pause === 0) yield;
    if (visits > maxVisits) break;
    const reference = referenceAt(visit, document);
    if (!reference) continue;
    found.push(hasTemplates || visit.isBuiltIn ? { ...reference, mayBeMade: true } : reference);
  }
  return found;
}

/** Values are no object: what stands in for one has no name that anybody could ask for. */
export function factsOfValues(
  { references, watches }: Pick<ObjectFacts, 'references' | 'watches'>,
  document: ManifestDocument,
): ObjectFacts {
  return {
    ...valuesKind,
    name: { text: '', range: document.rangeOf([0, 0]) },
    within: [],
    labels: {},
    references,
    ...(watches && { watches }),
    makes: [],
    selectors: [],
    pods: [],
  };
}

/** No API server has it. */
const valuesKind = { group: 'helm', kind: 'Values' };

/** Whether facts are those of values, and of no object. */
export function isOfValues({ group, kind }: KindName): boolean {
  return group === valuesKind.group && kind === valuesKind.kind;
}

const nothing = { group: '', version: '', kind: '' };
const pause = 500;
/** As many as of an object. */
const maxVisits = 100_000;
