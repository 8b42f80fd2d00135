// What the cluster has beside what a document would make of it: the dry run of an apply and its difference, and nothing more.
import type { ClusterSession } from '../../cluster/api.ts';
import type { SourceDocument } from '../../cluster/applyFlow/applyUi.ts';
import { refText } from '../../cluster/applyFlow/words.ts';
import type { CommandContext } from '../commands/command.ts';
import { openPreview } from './applyPreview.ts';
import { withProgress } from './questions.ts';
import { showError, showInformation } from './window.ts';

export async function compareDocument(
  { documents }: Pick<CommandContext, 'documents'>,
  session: ClusterSession,
  { document, label }: SourceDocument,
): Promise<void> {
  const { name } = session.context;
  const plan = await withProgress(`Comparing with ${name}`, (signal) =>
    session.plan([document], { signal }),
  );
  if (!plan.ok) {
    if (plan.error.code !== 'cancelled') void showError(plan.error.message);
    return;
  }
  const [entry] = plan.value.entries;
  if (!entry) return;
  if (entry.action === 'unchanged') {
    void showInformation(`${refText(entry.ref)} in ${name} is as ${label} has it`);
    return;
  }
  if (!entry.diff) {
    void showError(entry.error?.message ?? `${refText(entry.ref)} cannot be compared with ${name}`);
    return;
  }
  await openPreview(documents, plan.value, [entry], () => label);
}
