// Shows the events of a namespace, on its page: of a row of the explorer, else of a namespace that is picked.
import { openSession } from '../editor/pickTarget.ts';
import { withProgress } from '../editor/questions.ts';
import { pickOne, showError } from '../editor/window.ts';
import { isResourceHandle } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const showEvents: Command = {
  id: 'dataPlatform.showEvents',
  async run(ctx, target) {
    const node = isResourceHandle(target) ? target : undefined;
    const session = await openSession(ctx, node?.contextName);
    if (!session) return;
    if (node) {
      ctx.pages.show(session, node.ref);
      return;
    }
    const found = await withProgress('Reading the namespaces', (signal) =>
      session.listNamespaces({}, signal),
    );
    if (!found.ok) {
      if (found.error.code !== 'cancelled') void showError(found.error.message);
      return;
    }
    const items = found.value.items.map(({ ref }) => ({ label: ref.name, ref }));
    const title = `Events in context ${session.context.name}`;
    const picked = await pickOne(items, { title, placeHolder: 'Namespace' });
    if (picked) ctx.pages.show(session, picked.ref);
  },
};
