// Chooses the context for this editor window. The kubeconfig stays as it is.
import { openService, pickContext } from '../editor/pickTarget.ts';
import { showInStatusBar } from '../editor/window.ts';
import { isContextNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const useContext: Command = {
  id: 'dataPlatform.useContext',
  async run(ctx, target) {
    const service = await openService(ctx);
    if (!service) return;
    const choice = isContextNode(target)
      ? { name: target.contextName }
      : await pickContext(service, { title: 'Use Context in Editor', follow: true });
    if (!choice) return;
    await ctx.access.chooseContext(choice.name);
    const { current } = await service.kubeconfig.state();
    showInStatusBar(`Context in use: ${current?.name ?? 'none'}`);
  },
};
