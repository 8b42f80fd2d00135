// Opens what was set for a release of Helm, read-only, without secrets.
import { showClusterDocument } from '../editor/clusterDocument.ts';
import { openService } from '../editor/pickTarget.ts';
import { showError, showProgressInView } from '../editor/window.ts';
import { isReleaseNode } from '../explorer/nodes/release.ts';
import { explorerViewId } from '../explorer/viewId.ts';
import type { Command } from './command.ts';

export const openReleaseValues: Command = {
  id: 'dataPlatform.openReleaseValues',
  async run(ctx, target) {
    if (!isReleaseNode(target)) return;
    const service = await openService(ctx);
    if (!service) return;
    const { contextName, release } = target;
    const session = await service.session(contextName);
    const values = session.ok
      ? await showProgressInView(explorerViewId, () => session.value.explore.releaseValues(release))
      : session;
    if (!values.ok) {
      void showError(values.error.message);
      return;
    }
    const place = [contextName, release.namespace, `values of release ${release.name}.yaml`];
    await showClusterDocument(ctx.documents, place, values.value);
  },
};
