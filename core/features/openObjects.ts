/** What open files hold, told to the graph in bounded time: for requests that may come before the first diagnostics. */
import type { ManifestFile } from '../model/manifestFile.ts';
import { finish } from '../pacing/work.ts';
import type { Session } from '../session.ts';
import { aroundFile } from './aroundFile.ts';
import { documentFacts, knownFacts } from './documentFacts.ts';
import { holdsObjects, noteObjects } from './heldObjects.ts';

/** A file counts once all its documents are read; those that are left have their turn at the next request. */
export function noteOpenFiles(session: Session): void {
  let left = maxReadAtOnce;
  for (const file of session.files) {
    const memo = file.memo(noted, () => ({ isDone: false }));
    if (memo.isDone) continue;
    left = readSome(session, file, left);
    if (left === 0) return;
    noteObjects(session, file);
    memo.isDone = true;
  }
}

/** Documents: together they take some milliseconds. */
const maxReadAtOnce = 30;

const noted = Symbol('whether the graph knows of the file');

/** How many documents may still be read. */
function readSome(session: Session, file: ManifestFile, limit: number): number {
  let left = limit;
  const around = aroundFile(session, file);
  for (const document of file.documents) {
    if (knownFacts(document) || !holdsObjects(session, file, document, around)) continue;
    if (left === 0) return 0;
    finish(documentFacts(session, file, document));
    left--;
  }
  return Math.max(left, 1);
}
