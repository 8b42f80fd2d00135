// Opens a terminal with a shell in a container of a pod.
import { openContainerTerminal } from '../editor/containerTerminal.ts';
import { containerTarget } from '../editor/pickContainer.ts';
import { isMeantThere, refusesChanges } from '../editor/contextGuard.ts';
import { lacksRight } from '../editor/rights.ts';
import type { Command } from './command.ts';

export const openShell: Command = {
  id: 'dataPlatform.openShell',
  isForObjects: true,
  async run(ctx, target) {
    const found = await containerTarget(ctx, target, 'Open a shell in');
    if (!found) return;
    const { session, where } = found;
    const { name } = session.context;
    if (refusesChanges(ctx.access, name)) return;
    const ref = { apiVersion: 'v1', kind: 'Pod', ...where.pod };
    if (await lacksRight(session, 'enter', [{ ref }])) return;
    const doing = `Open a shell in ${where.container} of Pod ${where.pod.name}`;
    if (!(await isMeantThere(ctx.access, session.context, doing))) return;
    openContainerTerminal({ session, where, isProtected: ctx.access.isProtected(name) });
    ctx.log.info(`shell opened in ${where.pod.namespace}/${where.pod.name} in context ${name}`);
  },
};
