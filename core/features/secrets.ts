/** The secrets of a document of the session, kept with it: whatever is shown about it is compared with them at the edge. */
import { isSecretKind } from '../../shared/secretFields.ts';
import { gvkOf } from '../model/gvkOf.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { SchemaView } from '../schema/schemaView.ts';
import { secretsIn, secretsInLines } from '../secrets/documentSecrets.ts';
import { HiddenSecrets } from '../secrets/hiddenSecrets.ts';
import type { Session } from '../session.ts';

const memoKey = Symbol('secrets');
const none = new HiddenSecrets([]);

interface Memo {
  view: SchemaView | undefined;
  revision: number;
  secrets: HiddenSecrets | undefined;
}

/** Worked out when something is to be shown about the document: most have nothing to be said. */
export function secretsOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): HiddenSecrets {
  if (document.leftOut) return none;
  const { store } = session;
  const { gvk } = document;
  const chart = session.values.chartOf(file, document);
  const view = chart ?? (gvk && store.schemaOf(gvk));
  const memo = document.memo<Memo>(memoKey, () => ({ view, revision: -1, secrets: undefined }));
  if (memo.secrets && memo.view === view && memo.revision === store.revision) return memo.secrets;
  const { root, errors } = document.parsed;
  memo.secrets = new HiddenSecrets([
    ...secretsIn(root, view, (object) => {
      const own = gvkOf(object);
      return own && store.schemaOf(own);
    }),
    ...(errors.length > 0
      ? secretsInLines(document.text, chart === undefined && saysSecret(document))
      : []),
  ]);
  memo.view = view;
  memo.revision = store.revision;
  session.touch(document);
  return memo.secrets;
}

/** Whether a text that does not parse has a Secret in it, or what may become one. */
function saysSecret({ text, gvk }: ManifestDocument): boolean {
  const kinds = [...text.matchAll(/^[ \t]*(?:- +)?["']?kind["']?:[ \t]*["']?([\w-]*)/gm)];
  if (kinds.length === 0) return gvk === undefined || isSecretKind(gvk.kind, true);
  return kinds.some(([, kind = '']) => isSecretKind(kind, true));
}

/** The same for many things that are shown one after the other; worked out with the first of them. */
export function laterSecretsOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): () => HiddenSecrets {
  let secrets: HiddenSecrets | undefined;
  return () => (secrets ??= secretsOf(session, file, document));
}
