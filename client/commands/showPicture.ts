// Draws what hangs together: around an object of the tree or in a namespace of it, else of the file in the editor.
import * as vscode from 'vscode';
import { resourceTarget } from '../editor/pickTarget.ts';
import { showInformation } from '../editor/window.ts';
import { isNode, isResourceHandle } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const showPicture: Command = {
  id: 'dataPlatform.showPicture',
  async run(ctx, target) {
    if (isNode(target) || isResourceHandle(target)) {
      const found = await resourceTarget(ctx, target);
      if (!found) return;
      const { session, ref } = found;
      const isNamespace = ref.apiVersion === 'v1' && ref.kind === 'Namespace';
      ctx.pictures.ofCluster(session, isNamespace ? { namespace: ref.name } : ref);
      return;
    }
    const { document } = vscode.window.activeTextEditor ?? {};
    if (document) await ctx.pictures.ofFile(document.uri);
    else void showInformation('Open a manifest first, or choose an object of the explorer');
  },
};
