/** Finds the cursor in a document: between brackets, else by its indentation. */
import type { ManifestDocument, Position } from '../../model/manifestDocument.ts';
import { blockCursor } from './blockCursor.ts';
import type { Cursor } from './cursor.ts';
import { flowCursor } from './flowCursor.ts';

/** Undefined where no key or value can be typed: in a comment, a block of text, behind a finished value. */
export function cursorAt(document: ManifestDocument, position: Position): Cursor | undefined {
  const flow = flowCursor(document, position);
  if (flow === 'nothing') return undefined;
  return flow ?? blockCursor(document, position);
}
