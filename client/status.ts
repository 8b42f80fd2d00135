// Language status: which schema the document under the cursor has, and whether the server is there.
import * as vscode from 'vscode';
import {
  documentInfoRequest,
  schemasChangedNotification,
  type DocumentInfo,
  type DocumentInfoParams,
} from '../shared/protocol.ts';
import { plainText } from '../shared/plainText.ts';
import type { Disposable } from '../cluster/api.ts';
import { documentSelector } from './documentSelector.ts';
import type { LanguageServer } from './languageClient.ts';
import { schemaStatus } from './schemaStatus.ts';

const settleMs = 150;

/** What the server says of the document at the cursor; without `info` it says nothing. */
export interface ShownDocument {
  readonly uri: vscode.Uri;
  readonly info: DocumentInfo | undefined;
}

export interface SchemaStatus extends Disposable {
  /** The cursor is in another document, or more is known about it. */
  readonly onDidShow: vscode.Event<ShownDocument>;
  /** Asks the server about the document at the cursor; undefined without editor or answer. */
  infoAtCursor(): Promise<DocumentInfo | undefined>;
  /** Something that it shows may have changed. */
  refresh(): void;
}

export function createStatus(server: LanguageServer): SchemaStatus {
  const schema = vscode.languages.createLanguageStatusItem('dataPlatform.schema', documentSelector);
  schema.name = 'Data Platform Schema';
  const serverItem = createServerItem(server);
  const shown = new vscode.EventEmitter<ShownDocument>();
  let timer: NodeJS.Timeout | undefined;
  let asked = 0;

  const infoAtCursor = async (): Promise<DocumentInfo | undefined> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !vscode.languages.match(documentSelector, editor.document)) return undefined;
    const { line, character } = editor.selection.active;
    const params: DocumentInfoParams = {
      uri: editor.document.uri.toString(),
      position: { line, character },
    };
    const answer = await server.request(documentInfoRequest, params);
    return answer ?? undefined;
  };

  const showAtCursor = async () => {
    const mine = ++asked;
    const uri = vscode.window.activeTextEditor?.document.uri;
    const info = await infoAtCursor();
    if (mine !== asked) return;
    setIsManifest(info);
    if (uri) shown.fire({ uri, info });
    renderSchema(schema, info);
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void showAtCursor(), settleMs);
  };

  soon();
  const listeners = [
    vscode.window.onDidChangeActiveTextEditor(soon),
    vscode.window.onDidChangeTextEditorSelection(soon),
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      if (document === vscode.window.activeTextEditor?.document) soon();
    }),
    server.onNotification(schemasChangedNotification, soon),
    server.onDidChangeHealth(soon),
  ];
  return {
    infoAtCursor,
    onDidShow: shown.event,
    refresh: soon,
    dispose() {
      clearTimeout(timer);
      for (const one of [...listeners, shown, schema, serverItem]) one.dispose();
    },
  };
}

function renderSchema(schema: vscode.LanguageStatusItem, info: DocumentInfo | undefined): void {
  const { text, detail, warning } = schemaStatus(info);
  // VS Code makes links and icons of what it shows here.
  schema.text = plainText(text);
  schema.detail = plainText(detail);
  schema.severity = warning
    ? vscode.LanguageStatusSeverity.Warning
    : vscode.LanguageStatusSeverity.Information;
  schema.command = info?.schema
    ? { command: 'dataPlatform.chooseSchemaSource', title: 'Choose Source' }
    : info?.values
      ? { command: 'dataPlatform.chooseChart', title: 'Choose Chart' }
      : undefined;
}

/** Says whether the server is there, from now on. */
function createServerItem(server: LanguageServer): Disposable {
  const item = vscode.languages.createLanguageStatusItem('dataPlatform.server', documentSelector);
  item.name = 'Data Platform Language Server';
  item.command = { command: 'dataPlatform.restartServer', title: 'Restart' };
  const render = () => {
    const isDown = server.health === 'down';
    item.busy = server.health === 'starting';
    item.severity = isDown
      ? vscode.LanguageStatusSeverity.Error
      : vscode.LanguageStatusSeverity.Information;
    item.text = isDown ? 'Language server is down' : serverTexts[server.health];
    item.detail = isDown ? 'Checks and completion are off until it is back' : undefined;
  };
  render();
  const listener = server.onDidChangeHealth(render);
  return {
    dispose() {
      listener.dispose();
      item.dispose();
    },
  };
}

/** Apply is offered beside the editor where there is something that a cluster takes; menus read it as `dataPlatform.isManifest`. */
function setIsManifest(info: DocumentInfo | undefined): void {
  const isManifest = Boolean(info?.apiVersion && info.kind && !info.toolFile);
  void vscode.commands.executeCommand('setContext', 'dataPlatform.isManifest', isManifest);
}

const serverTexts = {
  'not-started': 'Language server starts with the first manifest',
  starting: 'Language server is starting',
  running: 'Language server is running',
} as const;
