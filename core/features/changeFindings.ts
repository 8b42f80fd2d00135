/** What the API server would say of the changes of a document, where it is known how its objects were before, or are in a cluster. */
import { changesOf, type Earlier } from '../changes/changes.ts';
import { operatorFindings } from '../changes/operatorFindings.ts';
import { transitionsOf } from '../changes/transitions.ts';
import type { AskedExpressions } from '../expressions/expressions.ts';
import type { Finding } from '../findings/finding.ts';
import { isSuppressed } from '../findings/suppress.ts';
import type { ObjectIdentity } from '../model/objects.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { holdsObjects } from './heldObjects.ts';
import { suppressedOf } from './linkedDiagnostics.ts';

interface Kept {
  readonly earlier: readonly (Earlier | undefined)[];
  readonly findings: readonly Finding[];
  readonly typed: readonly unknown[];
  readonly expressions: AskedExpressions;
}

const memo = Symbol('changes');
const none: readonly Finding[] = [];

/**
 * Kept as long as its objects are compared with the same ones: a document that an edit leaves alone is not read again, as of its
 * objects only the names are needed to see that.
 */
export function changeFindings(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  around: AroundFile = aroundFile(session, file),
): readonly Finding[] {
  if (!isCompared(session, file) || !holdsObjects(session, file, document, around)) return none;
  const { identities } = document;
  const earlier = identities.map((object) => earlierOf(session, file, object));
  const kept = document.memo<{ last?: Kept }>(memo, () => ({}));
  const typed = identities.map(({ gvk }) => gvk && session.store.schemaOf(gvk, file.uri));
  const { last } = kept;
  if (
    last &&
    !last.expressions.isStale &&
    isSame(last.earlier, earlier) &&
    isSame(last.typed, typed)
  )
    return last.findings;
  const expressions = session.expressions.asked();
  const compared = earlier.some((each) => each) ? document.objects : [];
  const all = compared.flatMap((object, at) => {
    const [before, schema] = [earlier[at], typed[at]];
    if (!before) return [];
    const [old, now] = [before.object.node, object.node];
    const ofCrd = schema
      ? transitionsOf({ before: old, after: now, typed: schema, expressions })
      : [];
    return [...changesOf(before, object), ...operatorFindings(before, object), ...ofCrd];
  });
  const suppressed = suppressedOf(document);
  const findings = all.filter(
    ({ code, span }) =>
      !suppressed || !isSuppressed(suppressed, code, document.positionAt(span[0]).line),
  );
  kept.last = { earlier, typed, expressions, findings };
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
  object: ObjectIdentity,
): Earlier | undefined {
  const isOpen = session.file(file.uri) === file;
  const live = isOpen ? session.liveObjects.of(object) : undefined;
  return live ?? session.earlierTexts.of(file.uri)?.find(object);
}
