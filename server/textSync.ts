/** Texts of open files, as the client opens, changes and closes them. */
import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.ts';
import type { Publisher } from './publisher.ts';
import { openedText, textChanges, uriOf, versionOf } from './wellFormed.ts';

export function followTexts(
  connection: Connection,
  analysis: Analysis,
  publisher: Publisher,
): void {
  const { whereabouts } = analysis.session;
  connection.onDidOpenTextDocument((params) => {
    const opened = openedText(params);
    if (!opened) return;
    void whereabouts.at(opened.uri, 'textDocument/didOpen');
    analysis.open(opened.uri, opened.languageId, opened.version, opened.text);
    publisher.schedule(opened.uri);
  });
  connection.onDidChangeTextDocument((params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    void whereabouts.at(uri, 'textDocument/didChange');
    analysis.change(uri, versionOf(params), textChanges(params));
    publisher.schedule(uri);
  });
  connection.onDidCloseTextDocument((params) => {
    const uri = uriOf(params);
    if (uri === undefined) return;
    analysis.close(uri);
    publisher.clear(uri);
  });
}
