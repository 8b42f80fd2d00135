/** Facts as they are kept with a document, and handed on to the text that it becomes. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ObjectFacts } from './facts.ts';
import type { PlacedFacts } from './graph.ts';

/** Moves with the document. */
export class FactsOfDocument implements PlacedFacts {
  readonly facts: readonly ObjectFacts[];
  readonly #document: ManifestDocument;

  constructor(document: ManifestDocument, facts: readonly ObjectFacts[]) {
    this.#document = document;
    this.facts = facts;
  }

  get startLine(): number {
    return this.#document.startLine;
  }

  get startCharacter(): number {
    return this.#document.startCharacter;
  }
}

export interface KeptFacts {
  facts?: PlacedFacts;
  schema?: unknown;
  /** Of the schemas, when the facts were last worked out or found to be the same. */
  revision?: number;
}

const memo = Symbol('facts');

/** To be filled in. */
export function keptFacts(document: ManifestDocument): KeptFacts {
  return document.memo<KeptFacts>(memo, () => ({}));
}

/**
 * A text takes over the facts of the one that it came from by an edit, where the edit only went on with a key: such a key says
 * nothing before its colon, and all others stay where they are.
 */
export function takeOverFacts(before: ManifestDocument, now: ManifestDocument): void {
  const known = keptFacts(before);
  if (!known.facts || known.facts.facts.length === 0) return;
  const [said, saidBefore] = [withoutHalfKeys(now), withoutHalfKeys(before)];
  if (said === undefined || said !== saidBefore) return;
  const kept = keptFacts(now);
  kept.facts ??= new FactsOfDocument(now, known.facts.facts);
  kept.schema ??= known.schema;
  kept.revision ??= known.revision;
}

/** The text without the keys that still lack their colon; undefined where something else is wrong. */
function withoutHalfKeys({ text, parsed }: ManifestDocument): string | undefined {
  const { problems, leftOut } = parsed;
  if (leftOut || problems.some(({ kind }) => kind !== 'missing colon')) return undefined;
  let said = '';
  let from = 0;
  for (const { span } of problems) {
    said += text.slice(from, span[0]);
    from = span[1];
  }
  return said + text.slice(from);
}
