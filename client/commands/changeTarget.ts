// From the status bar: another context, or other namespaces of the one in use.
import * as vscode from 'vscode';
import { pickOne } from '../editor/window.ts';
import type { Command } from './command.ts';

const ways = [
  { label: 'Use another context', icon: 'vm', command: 'dataPlatform.useContext' },
  {
    label: 'Choose the namespaces that are shown',
    icon: 'symbol-namespace',
    command: 'dataPlatform.chooseNamespaces',
  },
];

export const changeTarget: Command = {
  id: 'dataPlatform.changeTarget',
  async run() {
    const way = await pickOne(ways, { title: 'Context and Namespaces' });
    if (way) await vscode.commands.executeCommand(way.command);
  },
};
