/** What the API server would say of the changes of a document, where it is known how its objects were before, or are in a cluster. */
import { changesOf, type Earlier } from '../changes/changes.ts';
import type { Finding } from '../findings/finding.ts';
import { isSuppressed } from '../findings/suppress.ts';
import type { ManifestObject } from '../model/objects.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import { isSame } from './aroundFile.ts';
import { holdsObjects, suppressedOf } from './linkedDiagnostics.ts';

interface Kept {
  readonly earlier: readonly (Earlier | undefined)[];
  readonly findings: readonly Finding[];
}

const memo = Symbol('changes');
const none: readonly Finding[] = [];

/** Kept as long as its objects are compared with the same ones. */
export function changeFindings(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): readonly Finding[] {
  if (!isCompared(session, file) || !holdsObjects(session, file, document)) return none;
  const earlier = document.objects.map((object) => earlierOf(session, file, object));
  const kept = document.memo<{ last?: Kept }>(memo, () => ({}));
  if (kept.last && isSame(kept.last.earlier, earlier)) return kept.last.findings;
  const all = document.objects.flatMap((object, at) => {
    const before = earlier[at];
    return before ? [...changesOf(before, object)] : [];
  });
  const suppressed = suppressedOf(document);
  const findings = all.filter(
    ({ code, span }) =>
      !suppressed || !isSuppressed(suppressed, code, document.positionAt(span[0]).line),
  );
  kept.last = { earlier, findings };
  return findings;
}

/** Whether there is something to compare the file with. Of files that are not open no cluster is asked. */
export function isCompared(session: Session, file: ManifestFile): boolean {
  const { uri } = file;
  const { earlierTexts, liveObjects } = session;
  return earlierTexts.of(uri) !== undefined || (liveObjects.isUsed && session.file(uri) === file);
}

/** What a cluster has counts before what a commit has: a change that was applied is none any more. */
function earlierOf(
  session: Session,
  file: ManifestFile,
  object: ManifestObject,
): Earlier | undefined {
  const isOpen = session.file(file.uri) === file;
  const live = isOpen ? session.liveObjects.of(object) : undefined;
  return live ?? session.earlierTexts.of(file.uri)?.find(object);
}
