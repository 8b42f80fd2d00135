// Asks an API server for its judgement of one document: a strict dry run of creating it.
import { folderReader } from '../../core/workspace/disk/folderReader.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import type { KindEntry } from '../../core/schema/schema.ts';
import { parseApiVersion } from '../../shared/gvk.ts';
import { splitManifest } from '../../core/model/manifestDocuments.ts';
import { builtSchemas } from '../../scripts/installOwnKinds.ts';
import type { ControlPlane, ControlPlaneOptions } from './controlPlane.ts';

/** A server that judges a document alone: nothing is refused for a namespace or account that is not there. */
export const judgeOptions: ControlPlaneOptions = {
  apiServerOnly: true,
  apiServerArgs: [
    '--disable-admission-plugins=NamespaceLifecycle,Priority,RuntimeClass,ServiceAccount',
  ],
};

/** One object of a file and how the server names its kind. */
export interface Judged {
  readonly text: string;
  readonly kind: KindEntry;
}

export interface Verdict {
  readonly isRefused: boolean;
  readonly message: string;
  /** What the server takes but warns of. */
  readonly warnings: readonly string[];
}

const store = new SchemaStore(folderReader(builtSchemas));

/** The objects of a file that have a schema. */
export function judgedDocuments(text: string): Judged[] {
  return splitManifest(text).flatMap((document) => {
    const kind = kindOf(document.apiVersion, document.kind);
    // A version that the newest release has no more is served by no CRD here.
    return kind && kind.until === undefined ? [{ text: document.text, kind }] : [];
  });
}

/**
 * The server's verdict. `expected` names the kind for a text that does not say it (any more). An object of the same name
 * that is there already is as good as accepted.
 */
export async function dryRun(
  { request }: Pick<ControlPlane, 'request'>,
  text: string,
  expected?: KindEntry,
): Promise<Verdict> {
  const [document] = splitManifest(text);
  const kind = kindOf(document?.apiVersion, document?.kind) ?? expected;
  if (!kind) throw new Error(`not a kind with a schema:\n${text}`);
  const base = kind.group ? `/apis/${kind.group}/${kind.version}` : `/api/${kind.version}`;
  const namespace = encodeURIComponent(document?.namespace ?? 'default');
  const place = kind.namespaced ? `/namespaces/${namespace}` : '';
  const path = `${base}${place}/${kind.plural}?dryRun=All&fieldValidation=Strict`;
  const answer = await request('POST', path, text, { contentType: 'application/yaml' });
  const body = answer.body as { message?: string } | undefined;
  return {
    isRefused: answer.status >= 300 && answer.status !== 409,
    message: body?.message ?? answer.text,
    warnings: answer.warnings,
  };
}

/** Makes the namespaces that the objects are in: admission of a Pod reads their labels. */
export async function createNamespaces(
  { request }: Pick<ControlPlane, 'request'>,
  texts: readonly string[],
): Promise<void> {
  const namespaces = texts.flatMap(splitManifest).flatMap(({ namespace }) => namespace ?? []);
  for (const name of new Set(namespaces))
    await request('POST', '/api/v1/namespaces', { metadata: { name } });
}

function kindOf(apiVersion: string | undefined, kind: string | undefined): KindEntry | undefined {
  const groupVersion = parseApiVersion(apiVersion ?? '');
  return groupVersion && kind ? store.find({ ...groupVersion, kind }) : undefined;
}
