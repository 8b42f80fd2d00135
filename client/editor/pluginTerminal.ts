// A terminal for a credential plugin that wants one: opened when the user has agreed to it, closed when the plugin has given its
// credential, left open with its words when it has failed.
import { join } from 'node:path';
import * as vscode from 'vscode';
import { plainText } from '../../shared/plainText.ts';
import type { RunInTerminal } from '../../cluster/login/execPlugin.ts';
import { serveOrder } from '../pluginTerminal/serveOrder.ts';

export const runInTerminal: RunInTerminal = async (program) => {
  const order = await serveOrder(program);
  const terminal = vscode.window.createTerminal({
    name: plainText(`Log In: ${program.name}`),
    // The editor's own Node; no shell reads anything of this.
    shellPath: process.execPath,
    shellArgs: [join(__dirname, 'pluginTerminal.js'), order.address],
    env: { ELECTRON_RUN_AS_NODE: '1' },
    isTransient: true,
  });
  const closing = vscode.window.onDidCloseTerminal((closed) => {
    if (closed === terminal) order.terminalClosed();
  });
  terminal.show();
  try {
    const finished = await order.finished;
    const isOver = finished.how !== 'ended' || finished.code === 0;
    if (isOver && finished.how !== 'not-started') terminal.dispose();
    return finished;
  } finally {
    closing.dispose();
  }
};
