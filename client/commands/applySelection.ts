// Apply the files and folders that are selected in VS Code's file explorer.
import * as vscode from 'vscode';
import type { Command } from './command.ts';

export const applySelection: Command = {
  id: 'dataPlatform.applySelection',
  async run(ctx, target, selection) {
    const selected = Array.isArray(selection) ? selection : [target];
    let uris = selected.filter((one) => one instanceof vscode.Uri);
    if (uris.length === 0) uris = await askForFiles();
    if (uris.length === 0) return;
    const { documentsOfSelection, runApply } = await import('../applyParts.ts');
    await runApply(ctx, await documentsOfSelection(uris));
  },
};

async function askForFiles(): Promise<vscode.Uri[]> {
  const picked = await vscode.window.showOpenDialog({
    title: 'Choose manifests to apply',
    canSelectMany: true,
    openLabel: 'Apply',
    filters: { Manifests: ['yaml', 'yml', 'json'] },
  });
  return picked ?? [];
}
