// The status bar says which context and which namespaces are worked in, red where the context is protected, with a lock where
// nothing is changed in it. It is there
// once somebody has opened a context: before that no kubeconfig is read.
import * as vscode from 'vscode';
import { plainText } from '../../shared/plainText.ts';
import type { Disposable, KubeContextInfo } from '../../cluster/api.ts';
import type { ExplorerChoices } from '../explorer/choices.ts';
import type { ClusterAccess } from './clusterAccess.ts';

export function createContextStatus(access: ClusterAccess, choices: ExplorerChoices): Disposable {
  const item = vscode.window.createStatusBarItem(
    'dataPlatform.context',
    vscode.StatusBarAlignment.Left,
  );
  item.name = 'Data Platform Context';
  item.command = 'dataPlatform.changeTarget';
  let wasOpened = false;

  const update = async () => {
    if (!wasOpened) return;
    const gate = await access.service();
    const current = gate.ok ? (await gate.service.kubeconfig.state()).current : undefined;
    if (!current) {
      item.hide();
      return;
    }
    const isReadOnly = access.isReadOnly(current.name);
    await vscode.commands.executeCommand('setContext', 'dataPlatform.isReadOnly', isReadOnly);
    const isProtected = access.isProtected(current.name);
    render(item, current, {
      choices,
      guard: isReadOnly ? 'read-only' : isProtected ? 'protected' : undefined,
    });
    item.show();
  };

  const listeners = [
    choices.onDidChange(() => {
      wasOpened = true;
      void update();
    }),
    access.onDidChange(() => void update()),
  ];
  return {
    dispose() {
      for (const one of [...listeners, item]) one.dispose();
    },
  };
}

const guardIcons = { 'read-only': 'lock', protected: 'shield' } as const;

function render(
  item: vscode.StatusBarItem,
  { name, namespace, server = '' }: KubeContextInfo,
  { choices, guard }: { choices: ExplorerChoices; guard: 'read-only' | 'protected' | undefined },
): void {
  const chosen = choices.namespacesOf(name);
  const [first = 'all namespaces'] = chosen ?? [namespace];
  const where = chosen && chosen.length > 1 ? `${chosen.length} namespaces` : first;
  const words = plainText(`${name}: ${where}`);
  const icon = guard ? guardIcons[guard] : 'vm-active';
  const guarded = guard ? `, ${guard}` : '';
  item.text = `$(${icon}) ${words}`;
  item.tooltip = plainText(
    `Context ${name} at ${server}${guarded}. Documents without a namespace go to ${namespace}. Click to change`,
  );
  item.backgroundColor =
    guard === 'protected' ? new vscode.ThemeColor('statusBarItem.errorBackground') : undefined;
  item.accessibilityInformation = {
    label: `Context ${words}${guarded}`,
  };
}
