/** The secrets of a document of the session, kept with it: whatever is shown about it is compared with them at the edge. */
import { isSecretKind } from '../../shared/secretFields.ts';
import { gvkOf } from '../model/typeMeta.ts';
import type { ManifestDocument } from '../model/manifestDocument.ts';
import type { ManifestFile } from '../model/manifestFile.ts';
import type { TypedSchema } from '../schema/typedSchema.ts';
import type { SchemaStore } from '../schema/schemaStore.ts';
import { secretsIn, secretsInLines, type Secret } from '../secrets/documentSecrets.ts';
import { HiddenSecrets } from '../secrets/hiddenSecrets.ts';
import { mayHoldSecrets } from '../secrets/mayHoldSecrets.ts';
import type { Session } from '../session.ts';
import { fileSchemaFor, patchesIn } from './target.ts';
import { get, text as textOf } from '../yaml/node.ts';

const memoKey = Symbol('secrets');
const none = new HiddenSecrets([]);

interface Memo {
  typed: TypedSchema | undefined;
  revision: number;
  secrets: HiddenSecrets | undefined;
}

/** Worked out when something is to be shown about the document: most have nothing to be said. */
export function secretsOf(
  session: Session,
  file: ManifestFile,
  document: ManifestDocument,
): HiddenSecrets {
  const { store } = session;
  const { gvk } = document;
  const chart = session.values.chartOf(file, document);
  const ofFile = chart ? undefined : fileSchemaFor(session, file, document);
  const typed = chart ?? ofFile ?? (gvk && store.schemaOf(gvk, file.uri));
  const memo = document.memo<Memo>(memoKey, () => ({ typed, revision: -1, secrets: undefined }));
  if (memo.secrets && memo.typed === typed && memo.revision === store.revision) return memo.secrets;
  const isOfChart = chart !== undefined || ofFile !== undefined;
  memo.secrets =
    document.leftOut || isWithoutSecrets(document, typed, isOfChart)
      ? none
      : new HiddenSecrets([
          ...foundIn(store, document, typed, isOfChart),
          ...(ofFile || patchesIn(session, file, document).length > 0 ? inPatches(document) : []),
        ]);
  memo.typed = typed;
  memo.revision = store.revision;
  return memo.secrets;
}

/** Told by a look at the text, where no schema has a say in what is secret. */
function isWithoutSecrets(
  document: ManifestDocument,
  typed: TypedSchema | undefined,
  isOfChart: boolean,
): boolean {
  if (isOfChart || (typed && !knowsNoSecrets(typed)) || mayHoldSecrets(document.text)) return false;
  const kind = textOf(get(document.root, 'kind'));
  return (
    kind !== undefined &&
    kind !== '' &&
    !(document.parsed.problems.length > 0 && saysSecret(document))
  );
}

/** Of the schemas that come with us, and of the server's own kinds, none marks a field as secret. */
function knowsNoSecrets({ entry }: TypedSchema): boolean {
  if (!entry) return false;
  return !entry.origin || (entry.origin.source === 'cluster' && entry.isKubernetes === true);
}

function foundIn(
  store: SchemaStore,
  document: ManifestDocument,
  typed: TypedSchema | undefined,
  isOfChart: boolean,
): Secret[] {
  const { root, problems } = document.parsed;
  return [
    ...secretsIn(root, typed, (object) => {
      const own = gvkOf(object);
      return own && store.schemaOf(own);
    }),
    ...(problems.length > 0
      ? secretsInLines(document.text, !isOfChart && saysSecret(document))
      : []),
  ];
}

/** Of Secrets that are written as texts, the lines: what is a key in them, a patch alone tells. */
function inPatches({ text }: ManifestDocument): Secret[] {
  return /\bkind["']?:[ \t]*["']?Secret\b/.test(text) ? secretsInLines(text, true) : [];
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
