/** What the API server would say of the changes of a document, where it is known how the file was before. */
import { changesOf } from '../changes/changes.ts';
import type { Finding } from '../findings/finding.ts';
import { isSuppressed } from '../findings/suppress.ts';
import type { EarlierFile } from '../changes/earlierTexts.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import { holdsObjects, suppressedOf } from './linkedDiagnostics.ts';

interface Kept {
  readonly earlier: EarlierFile;
  readonly findings: readonly Finding[];
}

const memo = Symbol('changes');
const none: readonly Finding[] = [];

/** Kept as long as the file is compared with the same text. */
export function changeFindings(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): readonly Finding[] {
  const earlier = session.earlierTexts.of(file.uri);
  if (!earlier || !holdsObjects(session, file, document)) return none;
  const kept = document.memo<{ last?: Kept }>(memo, () => ({}));
  if (kept.last?.earlier === earlier) return kept.last.findings;
  const all = document.objects.flatMap((object) => {
    const before = earlier.find(object);
    return before ? [...changesOf(before, object, earlier.was)] : [];
  });
  const suppressed = suppressedOf(document);
  const findings = all.filter(
    ({ code, span }) =>
      !suppressed || !isSuppressed(suppressed, code, document.positionAt(span[0]).line),
  );
  kept.last = { earlier, findings };
  return findings;
}
