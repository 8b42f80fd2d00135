// Objects of a cluster as YAML that can be edited: saving plans, shows the difference, asks, and applies. What is saved while
// the object has become another one is not sent before the user has seen that.
import { errorMessage } from '../../shared/errorWords.ts';
import { clusterObjectScheme } from '../../shared/protocol.ts';
import { plainText } from '../../shared/plainText.ts';
import * as vscode from 'vscode';
import type {
  ApplyReport,
  ClusterSession,
  Disposable,
  EditableObject,
  ResourceRef,
} from '../../cluster/api.ts';
import { clusterPath, showDifference } from './clusterDocument.ts';
import { createMemoryFiles, type MemoryFiles } from './memoryFiles.ts';
import type { VirtualDocuments } from './virtualDocuments.ts';
import { askModally } from './window.ts';

export interface ObjectFiles extends Disposable {
  /** Opens what can be set of the object; what is there already is shown as it is. */
  edit(session: ClusterSession, ref: ResourceRef, editable: EditableObject): Promise<void>;
}

export interface EditedText {
  readonly uri: vscode.Uri;
  readonly label: string;
  readonly text: string;
  /** The object that it is of. */
  readonly ref: ResourceRef;
}

/** Plans, shows, asks and sends one text; undefined where the user left or nothing could be done. */
export type ApplyText = (
  session: ClusterSession,
  edited: EditedText,
) => Promise<ApplyReport | undefined>;

interface OpenObject {
  readonly session: ClusterSession;
  readonly ref: ResourceRef;
  editable: EditableObject;
}

export function createObjectFiles(documents: VirtualDocuments, apply: ApplyText): ObjectFiles {
  const open = new Map<string, OpenObject>();
  const files: MemoryFiles = createMemoryFiles(clusterObjectScheme, async (uri, text) => {
    const object = open.get(uri.toString());
    if (!object) throw notSaved('It was opened in another window: open it again from the cluster');
    const reason = await save(object, { uri, text }, documents, apply);
    if (reason !== undefined) throw notSaved(reason);
    files.changed(uri);
  });
  const closed = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    open.delete(uri.toString());
    files.remove(uri);
  });
  return {
    async edit(session, ref, editable) {
      const place = [session.context.name, ref.namespace, `${ref.kind} ${ref.name}.yaml`];
      const uri = vscode.Uri.from({ scheme: clusterObjectScheme, path: clusterPath(place) });
      const key = uri.toString();
      const isDirty = vscode.workspace.textDocuments.some(
        (document) => document.uri.toString() === key && document.isDirty,
      );
      if (!isDirty) {
        const object: OpenObject = { session, ref, editable };
        open.set(key, object);
        files.put(uri, () => object.editable.yaml);
      }
      await vscode.window.showTextDocument(uri, { preview: false });
    },
    dispose() {
      closed.dispose();
      files.dispose();
      open.clear();
    },
  };
}

/** VS Code shows name and message behind "Failed to save": no word of its file systems, which none of this is about. */
function notSaved(reason: string): Error {
  return Object.assign(new Error(plainText(reason)), { name: 'Not applied' });
}

/** Why it was not saved; undefined where the cluster has it now. */
async function save(
  object: OpenObject,
  { uri, text }: { readonly uri: vscode.Uri; readonly text: string },
  documents: VirtualDocuments,
  apply: ApplyText,
): Promise<string | undefined> {
  const { session, ref } = object;
  const now = await session.getEditable(ref);
  if (!now.ok && now.error.code !== 'not-found') return now.error.message;
  if (
    now.ok &&
    now.value.version !== object.editable.version &&
    now.value.yaml !== object.editable.yaml
  ) {
    const reason = await askAboutChange(object, now.value, { text, documents });
    if (reason !== undefined) return reason;
  }
  const label = `${ref.kind} ${ref.name}`;
  const report = await apply(session, { uri, label, text, ref }).catch((error: unknown) =>
    errorMessage(error),
  );
  if (typeof report === 'string') return report;
  const [result] = report?.results ?? [];
  if (result?.outcome !== 'applied')
    return result?.text ?? 'the cluster is as it was, and your text stays here unsaved';
  const after = await session.getEditable(ref);
  object.editable = after.ok ? after.value : { yaml: text, version: '' };
  return undefined;
}

const compare = 'Compare';
const goOn = 'Save All the Same';

/** The object moved on since it was opened. */
async function askAboutChange(
  object: OpenObject,
  now: EditableObject,
  { text, documents }: { readonly text: string; readonly documents: VirtualDocuments },
): Promise<string | undefined> {
  const { session, ref } = object;
  const what = `${ref.kind} ${ref.name}`;
  const answer = await askModally(
    `${what} has changed in ${session.context.name} since it was opened here`,
    'What you save would be set on the object as it is now. Look at both first, or go on to the preview.',
    compare,
    goOn,
  );
  if (answer === goOn) return undefined;
  if (answer !== compare) return 'The object has changed since it was opened';
  const sides = { before: now.yaml, after: text };
  await showDifference(documents, `${what}: cluster now ↔ your text`, sides);
  // Whoever has seen both and saves again means it.
  object.editable = now;
  return `${what} has changed since it was opened: take over what you want to keep, then save again`;
}
