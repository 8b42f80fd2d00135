// Chooses the kubeconfig files of this workspace by a dialog. The choice is kept beside the workspace, never in its files.
import * as vscode from 'vscode';
import { openService } from '../editor/pickTarget.ts';
import { pickOne, showInStatusBar } from '../editor/window.ts';
import type { Command } from './command.ts';

const choose = { label: 'Choose files', icon: 'folder-opened' };
const follow = {
  label: 'Follow the setting',
  icon: 'sync',
  detail: 'dataPlatform.kubeconfig, else KUBECONFIG, else ~/.kube/config',
};

/** Where the one in use lies, as `.kube` is hidden; undefined where there is no such folder. */
async function folderOf(file: string | undefined): Promise<vscode.Uri | undefined> {
  if (file === undefined) return undefined;
  const folder = vscode.Uri.joinPath(vscode.Uri.file(file), '..');
  return vscode.workspace.fs.stat(folder).then(
    () => folder,
    () => undefined,
  );
}

export const chooseKubeconfig: Command = {
  id: 'dataPlatform.chooseKubeconfig',
  async run(ctx) {
    const service = await openService(ctx);
    if (!service) return;
    const { files } = await service.kubeconfig.state();
    const now = { ...choose, detail: `Now ${files.join(', ') || 'none'}` };
    const way = await pickOne([now, follow], { title: 'Choose Kubeconfig' });
    if (!way) return;
    if (way.label === follow.label) {
      await ctx.access.chooseKubeconfig(undefined);
      return;
    }
    const folder = await folderOf(files[0]);
    const chosen = await vscode.window.showOpenDialog({
      canSelectMany: true,
      ...(folder && { defaultUri: folder }),
      title: 'Kubeconfig files; the first one counts where two say the same',
      openLabel: 'Use as Kubeconfig',
    });
    if (!chosen || chosen.length === 0) return;
    await ctx.access.chooseKubeconfig(chosen.map(({ fsPath }) => fsPath));
    const [only, ...more] = chosen.map(({ fsPath }) => fsPath);
    const what = more.length === 0 ? only : `${chosen.length} files`;
    showInStatusBar(`Kubeconfig of this workspace: ${what}`);
  },
};
