// Copies the name of a resource, namespace or context.
import * as vscode from 'vscode';
import { resourceTarget } from '../editor/pickTarget.ts';
import { isNode } from '../explorer/nodes/node.ts';
import type { Command } from './command.ts';

export const copyName: Command = {
  id: 'dataPlatform.copyName',
  async run(ctx, target) {
    const name = isNode(target)
      ? target.view().label
      : (await resourceTarget(ctx, undefined))?.ref.name;
    if (name !== undefined) await vscode.env.clipboard.writeText(name);
  },
};
