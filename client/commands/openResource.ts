// Opens a resource as YAML, read-only, as it is now. Secret values are hidden before they get here.
import { showClusterDocument } from '../editor/clusterDocument.ts';
import { resourceTarget } from '../editor/pickTarget.ts';
import { showError, showProgressInView } from '../editor/window.ts';
import { isResourceNode } from '../explorer/nodes/node.ts';
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
    const place = [session.context.name, ref.namespace, `${ref.kind} ${ref.name}.yaml`];
    // Whoever walks over rows goes on there, and their keys work.
    const keepsFocus = isResourceNode(target);
    await showClusterDocument(ctx.documents, place, yaml.value, { keepsFocus });
  },
};
