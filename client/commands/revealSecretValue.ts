// Shows the value of one key of a Secret, read at that moment, in a document that is gone when it is closed. The value
// reaches no message, no log and no disk.
import { showClusterDocument } from '../editor/clusterDocument.ts';
import { openService } from '../editor/pickTarget.ts';
import { showError, showProgressInView } from '../editor/window.ts';
import { isSecretKeyNode } from '../explorer/nodes/secretKey.ts';
import { explorerViewId } from '../explorer/viewId.ts';
import type { Command } from './command.ts';

export const revealSecretValue: Command = {
  id: 'dataPlatform.revealSecretValue',
  async run(ctx, target) {
    if (!isSecretKeyNode(target)) return;
    const service = await openService(ctx);
    if (!service) return;
    const { contextName, secret, key } = target;
    const session = await service.session(contextName);
    const value = session.ok
      ? await showProgressInView(explorerViewId, () =>
          session.value.explore.secretValue(secret, key),
        )
      : session;
    if (!value.ok) {
      void showError(value.error.message);
      return;
    }
    const place = [contextName, secret.namespace, `${key} of Secret ${secret.name}`];
    await showClusterDocument(ctx.documents, place, value.value);
  },
};
