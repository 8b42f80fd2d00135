/** What is known of a file by itself: what is wrong in it, and what its objects say to others. */
import { configurationDiagnostics, isConfiguration } from '../configuration/configurationFile.ts';
import { isLeftAlone, ownDiagnostics, type OwnDiagnostics } from '../features/diagnostics.ts';
import { documentFacts } from '../features/documentFacts.ts';
import { objectDocuments } from '../features/heldObjects.ts';
import { replacedIn } from '../features/linkedDiagnostics.ts';
import { plainFacts } from '../findings/keptFacts.ts';
import type { PlacedFacts } from '../graph/graph.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Pieces, Work } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import { objectFacts } from '../workspace/objects.ts';

export interface Examined extends OwnDiagnostics {
  /** What its documents that hold objects say. */
  readonly documents: readonly PlacedFacts[];
}

/** Undefined where the work is cancelled. The file need not be open. */
export async function examine(
  session: Session,
  file: ManifestFile,
  pieces: Pieces,
): Promise<Examined | undefined> {
  const own = await judge(session, file, pieces);
  if (!own || isSettings(session, file)) return own && { ...own, documents: [] };
  const documents = await pieces.run(objectsIn(session, file));
  return documents && { ...own, documents };
}

/** What is wrong in the file by itself; undefined where the work is cancelled. */
export async function judge(
  session: Session,
  file: ManifestFile,
  pieces: Pieces,
): Promise<OwnDiagnostics | undefined> {
  const { enabled } = session.settingsOf(file).validation;
  if (isSettings(session, file))
    return { diagnostics: enabled ? configurationDiagnostics(file) : [], isCut: true };
  if (isLeftAlone(session, file)) return { diagnostics: [], isCut: true };
  return ownDiagnostics(session, file, pieces);
}

/** Whether a file is a configuration of ours, however it is called. */
export function isSettings(
  { configurations }: Session,
  file: Pick<ManifestFile, 'uri' | 'path'>,
): boolean {
  return isConfiguration(file) || configurations.isOnly(file.path);
}

/** What the documents of a file say that may hold objects, and the values of charts in them; patches among them. */
export function mayBeObjectsIn(session: Session, file: ManifestFile): Work<PlacedFacts[]> {
  return objectFacts(session, file, (document) => documentFacts(session, file, document));
}

/** What the documents that hold objects say. */
export function* objectsIn(session: Session, file: ManifestFile): Work<PlacedFacts[]> {
  const found: PlacedFacts[] = [];
  for (const document of objectDocuments(session, file)) {
    const placed = yield* documentFacts(session, file, document);
    if (placed.facts.length > 0)
      found.push(plainFacts(document, placed, replacedIn(session, file, document)));
    yield;
  }
  return found;
}
