// Enter in YAML files indents as the structure wants it, unless another YAML extension already sees to that.
import * as vscode from 'vscode';
import { enterRules } from '../enterRules.ts';
import { yamlExtensionId } from '../yamlNeighbour/contributor.ts';

export function registerYamlTyping(): vscode.Disposable {
  if (vscode.extensions.getExtension(yamlExtensionId)) return vscode.Disposable.from();
  return vscode.languages.setLanguageConfiguration('yaml', {
    onEnterRules: enterRules.map(({ before, isDeeper, append }) => ({
      beforeText: before,
      afterText: /^\s*$/,
      action: {
        indentAction: isDeeper ? vscode.IndentAction.Indent : vscode.IndentAction.None,
        appendText: append,
      },
    })),
  });
}
