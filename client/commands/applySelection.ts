// Apply the files that are selected in VS Code's file explorer, and folders among them.
import * as vscode from 'vscode';
import type { Command, CommandContext } from './command.ts';

export const applySelection: Command = {
  id: 'dataPlatform.applySelection',
  run: (ctx, target, selection) => applyTargets(ctx, { target, selection, asksFor: 'files' }),
};

export interface ApplyTargets {
  readonly target: unknown;
  readonly selection: unknown;
  /** What to choose where nothing is selected. */
  readonly asksFor: 'files' | 'folder';
}

export async function applyTargets(
  ctx: CommandContext,
  { target, selection, asksFor }: ApplyTargets,
): Promise<void> {
  const selected = Array.isArray(selection) ? selection : [target];
  let uris = selected.filter((one) => one instanceof vscode.Uri);
  if (uris.length === 0) uris = await askFor(asksFor);
  if (uris.length === 0) return;
  const { documentsOfSelection, runApply } = await import('../applyParts.ts');
  await runApply(ctx, await documentsOfSelection(uris));
}

async function askFor(what: ApplyTargets['asksFor']): Promise<vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog(
    what === 'folder'
      ? {
          title: 'Choose a folder of manifests to apply',
          canSelectFiles: false,
          canSelectFolders: true,
          openLabel: 'Choose Folder',
        }
      : {
          title: 'Choose manifests to apply',
          canSelectMany: true,
          openLabel: 'Choose Files',
          filters: { Manifests: ['yaml', 'yml', 'json'] },
        },
  );
  return picked ?? [];
}
