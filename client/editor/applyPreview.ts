// The diff of an apply: before and after of each chosen document, in VS Code's own diff editor.
import * as vscode from 'vscode';
import { plainText } from '../../shared/plainText.ts';
import type { Plan, PlanEntry } from '../../cluster/api.ts';
import { hostOf, isCreate, previewHeader, refText } from '../../cluster/applyFlow/words.ts';
import { previewScheme, type VirtualDocuments } from './virtualDocuments.ts';

export interface Preview {
  close(): Promise<void>;
}

export async function openPreview(
  documents: VirtualDocuments,
  plan: Plan,
  chosen: readonly PlanEntry[],
  labelOf: (entry: PlanEntry) => string,
): Promise<Preview> {
  const id = Date.now().toString(36);
  const sides = chosen.map((entry) => {
    const before = sideUri(id, 'before', entry);
    const after = sideUri(id, 'after', entry);
    // Says where it would go, and keeps the first lines clear of the question above the editor.
    const header = previewHeader(entry, plan, labelOf(entry));
    documents.put(before, () => header + (entry.diff?.before ?? ''));
    documents.put(after, () => header + (entry.diff?.after ?? ''));
    return { before, after };
  });
  const title = plainText(previewTitle(plan, chosen));
  const [only] = sides;
  if (only && sides.length === 1) {
    await vscode.commands.executeCommand('vscode.diff', only.before, only.after, title, {
      preview: false,
    });
  } else {
    await vscode.commands.executeCommand(
      'vscode.changes',
      title,
      sides.map(({ before, after }) => [after, before, after]),
    );
  }
  return { close: () => closeTabs(title) };
}

function previewTitle({ target }: Plan, chosen: readonly PlanEntry[]): string {
  const [only] = chosen;
  const what =
    chosen.length === 1 && only
      ? `${refText(only.ref)} (${isCreate(only) ? 'create' : 'change'})`
      : `${chosen.length} documents`;
  if (chosen.every(({ unchecked }) => unchecked))
    return `Compare, not checked: ${what} → ${target.context} (${hostOf(target.server)})`;
  return `Apply ${what} → ${target.context} (${hostOf(target.server)})`;
}

/** Both sides have one path: VS Code would show a renamed file otherwise. */
function sideUri(id: string, side: string, { ref, index }: PlanEntry): vscode.Uri {
  const name = [ref?.kind ?? 'document', ref?.namespace, ref?.name ?? String(index)]
    .filter(Boolean)
    .join(' ');
  return vscode.Uri.from({
    scheme: previewScheme,
    path: `/${name.replaceAll('/', '_')}.yaml`,
    query: `${id}-${index}-${side}`,
  });
}

async function closeTabs(title: string): Promise<void> {
  const tabs = vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    // VS Code adds the number of files to the label of an editor with several diffs.
    .filter(({ label }) => label.startsWith(title));
  await vscode.window.tabGroups.close(tabs, true);
}
