/** What the places of a document come to (`core/sizes`), kept with it for a minute: schedules go by the clock. */
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { ChartSchema } from '../helm/chartSchema.ts';
import type { Session } from '../session.ts';
import type { Size } from '../sizes/size.ts';
import { sizesIn } from '../sizes/sizesIn.ts';
import { at, type Node } from '../yaml/node.ts';
import { isSame } from './aroundFile.ts';
import { documentTarget } from './target.ts';

interface Kept {
  key: readonly unknown[];
  sizes: readonly Size[];
}

const memoKey = Symbol('sizes');

/** In the order of the text. Of patches and templates nothing is said: other parts of them are filled in later. */
export function sizesOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): readonly Size[] {
  const now = session.clock();
  const target = documentTarget(session, file, document);
  const typed = target.kind === 'values' ? target.typed : undefined;
  const isObjects = target.kind === 'manifest' && !target.isPatch && !target.isTemplate;
  if (document.leftOut || (!typed && !isObjects)) return [];
  const minute = Math.floor(now.getTime() / 60_000);
  const key = [typed, isObjects, session.store.revision, minute];
  const kept = document.memo<Kept>(memoKey, () => ({ key: [], sizes: [] }));
  if (isSame(kept.key, key)) return kept.sizes;
  const { root, text } = document;
  const found = typed ? ofValues(typed, root, text, now) : ofObjects(session, file, document, now);
  kept.key = key;
  kept.sizes = found.sort((one, other) => one.after[1] - other.after[1]);
  return kept.sizes;
}

function ofObjects(
  { store, values }: Session,
  file: ManifestFile,
  document: ManifestDocument,
  now: Date,
): Size[] {
  const { text, root } = document;
  const ofKinds = document.objects.flatMap(({ gvk, node }) => {
    const schema = gvk && store.schemaOf(gvk, file.uri);
    return schema ? sizesIn({ root: node, gvk, text, schema }, now) : [];
  });
  const ofCharts = values
    .inlineOf(file, document)
    .filter(({ textSpan }) => !textSpan)
    .flatMap(({ path, typed }) => ofValues(typed, at(root, path), text, now));
  return [...ofKinds, ...ofCharts];
}

function ofValues(schema: ChartSchema, root: Node | undefined, text: string, now: Date): Size[] {
  const gvk = { group: '', version: '', kind: '' };
  return root ? sizesIn({ root, gvk, text, schema, isValues: true }, now) : [];
}
