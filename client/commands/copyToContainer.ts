// Copies a file or folder of this machine into a folder of a container, after a question that names the place.
import { basename } from 'node:path';
import * as vscode from 'vscode';
import { copyWithProgress, reportText } from '../editor/copies.ts';
import { containerTarget } from '../editor/pickContainer.ts';
import { isChangeMeant, refusesChanges } from '../editor/contextGuard.ts';
import { askForText, showInformation } from '../editor/window.ts';
import { lacksRight } from '../editor/rights.ts';
import type { Command } from './command.ts';

const title = 'Copy to a container';

export const copyToContainer: Command = {
  id: 'dataPlatform.copyToContainer',
  isForObjects: true,
  async run(ctx, target) {
    const found = await containerTarget(ctx, target, title);
    if (!found) return;
    const { session, where } = found;
    const { pod, container } = where;
    const { name: contextName } = session.context;
    if (refusesChanges(ctx.access, contextName)) return;
    const ref = { apiVersion: 'v1', kind: 'Pod', ...pod };
    if (await lacksRight(session, 'enter', [{ ref }])) return;
    const [local] =
      (await vscode.window.showOpenDialog({
        canSelectFiles: true,
        canSelectFolders: true,
        title: 'File or folder to copy into the container',
        openLabel: 'Copy to Container',
      })) ?? [];
    if (!local) return;
    const to = await askForText({
      title: `${title}: ${container} of Pod ${pod.name}`,
      prompt: 'Folder in the container, which has to be there',
      value: '/tmp',
    });
    if (!to) return;
    const from = local.fsPath;
    const isMeant = await isChangeMeant(ctx.access, session.context, {
      question: `Copy ${basename(from)} into the container? Files of the same names are written over.`,
      about: [
        `Namespace: ${pod.namespace}`,
        `Pod: ${pod.name}`,
        `Container: ${container}`,
        `Folder: ${to}`,
      ],
      action: 'Copy',
      doing: `Copy to Pod ${pod.name}`,
    });
    if (!isMeant) return;
    const copied = await copyWithProgress(`Copying ${basename(from)}`, (how) =>
      session.streams.copyTo(where, { from, to, ...how }),
    );
    if (!copied) return;
    ctx.log.info(`copied to ${pod.namespace}/${pod.name} in context ${contextName}`);
    void showInformation(reportText(copied, `${to} of ${container} in Pod ${pod.name}`));
  },
};
