// Opens a resource as YAML, read-only, as it is now. Secret values are hidden before they get here.
import * as vscode from 'vscode';
import type { ResourceRef } from '../../cluster/api.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import { showError, showProgressInView } from '../editor/window.ts';
import { clusterScheme } from '../editor/virtualDocuments.ts';
import { explorerViewId } from '../explorer/viewId.ts';
import type { Command } from './command.ts';

export const openResource: Command = {
  id: 'dataPlatform.openResource',
  async run(ctx, target) {
    const found = await resourceTarget(ctx, target);
    if (!found) return;
    const { session, ref } = found;
    const yaml = await showProgressInView(explorerViewId, () => session.getYaml(ref));
    if (!yaml.ok) {
      void showError(yaml.error.message);
      return;
    }
    const uri = resourceUri(session.context.name, ref);
    ctx.documents.put(uri, () => yaml.value);
    await vscode.window.showTextDocument(uri, { preview: true });
  },
};

/** The tab shows the last part: it must not look like a file of the workspace. */
function resourceUri(contextName: string, { namespace, kind, name }: ResourceRef): vscode.Uri {
  const parts = [contextName, namespace, `${kind} ${name}.yaml`].filter(
    (part) => part !== undefined,
  );
  return vscode.Uri.from({
    scheme: clusterScheme,
    path: `/${parts.map((part) => part.replaceAll('/', '_')).join('/')}`,
  });
}
