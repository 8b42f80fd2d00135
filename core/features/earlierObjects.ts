/** Objects as they were: in a commit, or in the connected cluster. */
import type { Earlier } from '../changes/changes.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { ObjectIdentity } from '../model/objects.ts';
import type { Session } from '../session.ts';

/** Whether there is something to compare the file with. Of files that are not open no cluster is asked. */
export function isCompared(session: Session, file: ManifestFile): boolean {
  const { uri } = file;
  const { earlierTexts, liveObjects } = session;
  return earlierTexts.of(uri) !== undefined || (liveObjects.isUsed && session.file(uri) === file);
}

/** What a cluster has counts before what a commit has: a change that was applied is none any more. */
export function earlierOf(
  session: Session,
  file: ManifestFile,
  object: ObjectIdentity,
): Earlier | undefined {
  const isOpen = session.file(file.uri) === file;
  const live = isOpen ? session.liveObjects.of(object) : undefined;
  return live ?? session.earlierTexts.of(file.uri)?.find(object);
}
