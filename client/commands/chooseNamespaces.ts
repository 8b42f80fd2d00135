// Which namespaces of a context the tree shows: one, a set, or all. Who may not list them types their names.
import type { ClusterService, KubeContextInfo } from '../../cluster/api.ts';
import { openService } from '../editor/pickTarget.ts';
import { withProgress } from '../editor/questions.ts';
import { askForText, pickMany, pickOne, showError } from '../editor/window.ts';
import { namespaceNamesIn } from '../explorer/namespaceNames.ts';
import type { Command, CommandContext } from './command.ts';

export const chooseNamespaces: Command = {
  id: 'dataPlatform.chooseNamespaces',
  async run(ctx, target) {
    const service = await openService(ctx);
    if (!service) return;
    const { contexts, current } = await service.kubeconfig.state();
    const context = contexts.find(({ name }) => name === contextNameOf(target)) ?? current;
    if (!context) {
      void showError('No context is in use. Choose one in the cluster explorer first');
      return;
    }
    const chosen = await ask(ctx, service, context);
    if (chosen) await ctx.explorerChoices.chooseNamespaces(context.name, chosen);
  },
};

/** Undefined: nothing is to change; empty: all of them. */
async function ask(
  ctx: CommandContext,
  service: ClusterService,
  context: KubeContextInfo,
): Promise<readonly string[] | undefined> {
  const title = `Namespaces of context ${context.name}`;
  const way = await pickOne(
    [
      { label: 'All namespaces', icon: 'list-flat', how: 'all' as const },
      { label: 'Choose from a list', icon: 'checklist', how: 'list' as const },
      { label: 'Type their names', icon: 'edit', how: 'type' as const },
    ],
    { title },
  );
  if (!way) return undefined;
  if (way.how === 'all') return [];
  const before = ctx.explorerChoices.namespacesOf(context.name);
  return way.how === 'list'
    ? pickFromList(service, context, { title, before })
    : typeNames(title, before ?? [context.namespace]);
}

async function pickFromList(
  service: ClusterService,
  context: KubeContextInfo,
  { title, before }: { readonly title: string; readonly before: readonly string[] | undefined },
): Promise<readonly string[] | undefined> {
  const session = await service.session(context.name);
  const page = session.ok
    ? await withProgress('Reading namespaces', (signal) =>
        session.value.listNamespaces({ limit: 5000 }, signal),
      )
    : session;
  if (!page.ok) {
    if (page.error.code === 'forbidden')
      return typeNames(title, before ?? [context.namespace], mayNotList);
    if (page.error.code !== 'cancelled') void showError(page.error.message);
    return undefined;
  }
  const items = page.value.items.map(({ ref, status }) => ({
    label: ref.name,
    description: status === 'Active' ? undefined : status,
    picked: before?.includes(ref.name) ?? false,
  }));
  const picked = await pickMany(items, { title, placeHolder: 'None chosen shows all' });
  return picked?.map(({ label }) => label);
}

const namesPrompt = 'Names of namespaces, with blanks or commas between. None shows all';
const mayNotList =
  'You may not list the namespaces of this cluster. Type the names of yours, with blanks or commas between';

async function typeNames(
  title: string,
  before: readonly string[],
  prompt = namesPrompt,
): Promise<readonly string[] | undefined> {
  const text = await askForText({
    title,
    prompt,
    value: before.join(' '),
    validateInput: (typed) => {
      const { wrong } = namespaceNamesIn(typed);
      return wrong === undefined
        ? undefined
        : `${wrong} cannot be a namespace: lower letters, digits and hyphens, 63 at most`;
    },
  });
  return text === undefined ? undefined : namespaceNamesIn(text).names;
}

function contextNameOf(target: unknown): string | undefined {
  return typeof target === 'object' && target !== null && 'contextName' in target
    ? String(target.contextName)
    : undefined;
}
