/** What the API server would say of the changes of a document, where it is known how its objects were before, or are in a cluster. */
import { changesOf, type Earlier } from '../changes/changes.ts';
import { operatorFindings } from '../changes/operatorFindings.ts';
import { transitionsOf } from '../changes/transitions.ts';
import type { AskedExpressions } from '../expressions/expressions.ts';
import type { Finding } from '../findings/finding.ts';
import { isSuppressed } from '../findings/suppress.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { Session } from '../session.ts';
import { aroundFile, isSame, type AroundFile } from './aroundFile.ts';
import { earlierOf, isCompared } from './earlierObjects.ts';
import { holdsObjects } from './heldObjects.ts';
import { suppressedOf } from './linkedDiagnostics.ts';
import { changesOfInlineValues, changesOfValues } from './valuesChanges.ts';

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
  const ofChart = session.values.chartOf(file, document);
  if (ofChart) return ofValues(session, file, document, ofChart);
  const { identities } = document;
  const earlier = identities.map((object) => earlierOf(session, file, object));
  const kept = document.memo<{ last?: Kept }>(memo, () => ({}));
  const inline = session.values.inlineOf(file, document);
  const typed: readonly unknown[] = [
    ...identities.map(({ gvk }) => gvk && session.store.schemaOf(gvk, file.uri)),
    ...inline.map((each) => each.typed),
  ];
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
  const pairs = compared.flatMap((object, at) => {
    const before = earlier[at];
    return before ? [[before, object] as const] : [];
  });
  const ofObjects = pairs.flatMap(([before, object]) => {
    const schema = object.gvk && session.store.schemaOf(object.gvk, file.uri);
    const [old, now] = [before.object.node, object.node];
    const ofCrd = schema
      ? transitionsOf({ before: old, after: now, typed: schema, expressions })
      : [];
    return [...changesOf(before, object), ...operatorFindings(before, object), ...ofCrd];
  });
  const all = [...ofObjects, ...changesOfInlineValues(inline, document, pairs)];
  const findings = notSuppressed(document, all);
  kept.last = { earlier, typed, expressions, findings };
  return findings;
}

interface KeptOfValues {
  readonly before: unknown;
  readonly typed: unknown;
  readonly findings: readonly Finding[];
}

const valuesMemo = Symbol('changes of values');

/** What a cluster has of a release, nobody asks: values are compared with those of a commit. */
function ofValues(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
  typed: ChartSchema,
): readonly Finding[] {
  const earlier = session.earlierTexts.of(file.uri);
  const { values: before, was = '' } = earlier ?? {};
  const after = document.root;
  if (!before || after?.type !== 'map') return none;
  const kept = document.memo<{ last?: KeptOfValues }>(valuesMemo, () => ({}));
  const { last } = kept;
  if (last?.before === before && last.typed === typed) return last.findings;
  const all = [...changesOfValues(typed, { before, after, was })];
  const findings = notSuppressed(document, all);
  kept.last = { before, typed, findings };
  return findings;
}

function notSuppressed(document: ManifestDocument, all: readonly Finding[]): readonly Finding[] {
  const suppressed = suppressedOf(document);
  if (!suppressed) return all;
  return all.filter(
    ({ code, span }) => !isSuppressed(suppressed, code, document.positionAt(span[0]).line),
  );
}
