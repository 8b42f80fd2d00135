// Writes a context into the kubeconfig as its current-context. No other command changes that file.
import { openService, pickContext } from '../editor/pickTarget.ts';
import { confirm } from '../editor/questions.ts';
import { showError, showInformation } from '../editor/window.ts';
import { isContextNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const writeContext: Command = {
  id: 'dataPlatform.writeContext',
  async run(ctx, target) {
    const service = await openService(ctx);
    if (!service) return;
    const name = isContextNode(target)
      ? target.contextName
      : (await pickContext(service, { title: 'Write Context to Kubeconfig', follow: false }))?.name;
    if (name === undefined) return;
    const isMeant = await confirm(
      `Make ${name} the current context of the kubeconfig?`,
      'This changes the file: kubectl and every other tool that reads it will use this context too. To choose it for this editor only, run "Use Context in Editor".',
      'Write to Kubeconfig',
    );
    if (!isMeant) return;
    const written = await service.kubeconfig.writeCurrentContext(name);
    if (!written.ok) {
      void showError(written.error.message);
      return;
    }
    ctx.log.info(`current-context ${name} written to ${written.value}`);
    void showInformation(`${name} is the current context of ${written.value}`);
    ctx.explorer.refresh();
  },
};
