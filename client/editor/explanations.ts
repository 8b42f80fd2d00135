// What a code means, offline: read from the extension's own file when somebody asks, shown as a preview of Markdown.
import * as vscode from 'vscode';
import type { Disposable } from '../../cluster/api.ts';

export interface Explanations extends Disposable {
  /** Every code that there is. */
  codes(): Promise<readonly string[]>;
  /** Whether the code is one; then it is shown. */
  show(code: string): Promise<boolean>;
}

const scheme = 'dataplatform-explanation';

export function createExplanations(extension: vscode.Uri): Explanations {
  let texts: Promise<ReadonlyMap<string, string>> | undefined;
  const read = () => (texts ??= readTexts(extension));
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: async ({ path }) =>
      (await read()).get(path.replace(/^\/|\.md$/g, '')) ?? '',
  });
  return {
    async codes() {
      return [...(await read()).keys()];
    },
    async show(code) {
      if (!(await read()).has(code)) return false;
      await showPreview(vscode.Uri.from({ scheme, path: `/${code}.md` }));
      return true;
    },
    dispose() {
      provider.dispose();
    },
  };
}

async function readTexts(extension: vscode.Uri): Promise<ReadonlyMap<string, string>> {
  const file = vscode.Uri.joinPath(extension, 'dist', 'explanations.json');
  const bytes = await vscode.workspace.fs.readFile(file);
  const texts = JSON.parse(new TextDecoder().decode(bytes)) as Record<string, string>;
  return new Map(Object.entries(texts));
}

/** VS Code's own extension for Markdown can be switched off: then the text is shown as it is. */
async function showPreview(uri: vscode.Uri): Promise<void> {
  // Its commands are not registered before one of them is called, so the extension itself is asked for.
  if (vscode.extensions.getExtension('vscode.markdown-language-features'))
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  else await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}
