// Copies a file or folder of a container into a folder of this machine.
import { join, posix } from 'node:path';
import * as vscode from 'vscode';
import { copyWithProgress, reportText } from '../editor/copies.ts';
import { containerTarget } from '../editor/pickContainer.ts';
import { lacksRight } from '../editor/rights.ts';
import { askForText, showInformation } from '../editor/window.ts';
import type { Command } from './command.ts';

const title = 'Copy from a container';

export const copyFromContainer: Command = {
  id: 'dataPlatform.copyFromContainer',
  isForObjects: true,
  async run(ctx, target) {
    const found = await containerTarget(ctx, target, title);
    if (!found) return;
    const { session, where } = found;
    const ref = { apiVersion: 'v1', kind: 'Pod', ...where.pod };
    if (await lacksRight(session, 'enter', [{ ref }])) return;
    const from = await askForText({
      title: `${title}: ${where.container} of Pod ${where.pod.name}`,
      prompt: 'Path of a file or folder in the container',
      placeHolder: '/data/log.txt',
    });
    if (!from) return;
    const [folder] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: false,
        canSelectFolders: true,
        title: `Folder of this machine for ${posix.basename(from)}`,
        openLabel: 'Copy Here',
      })) ?? [];
    if (!folder) return;
    const to = join(folder.fsPath, posix.basename(posix.normalize(from)));
    const copied = await copyWithProgress(`Copying ${from}`, (how) =>
      session.streams.copyFrom(where, { from, to, ...how }),
    );
    if (!copied) return;
    ctx.log.info(`copied from ${where.pod.namespace}/${where.pod.name} to this machine`);
    const reveal = 'Reveal';
    void showInformation(reportText(copied, to), reveal).then((answer) => {
      if (answer) void vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(to));
    });
  },
};
