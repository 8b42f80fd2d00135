// Beside the YAML extension of Red Hat: it is asked to leave the files to us that we check, so that nothing is seen
// twice. It is asked when it is installed and has been activated by a YAML file; it is never started for this.
import * as vscode from 'vscode';
import { errorMessage } from '../../shared/errorWords.ts';
import type { Disposable } from '../../cluster/api.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { Log } from '../log.ts';
import type { SchemaStatus } from '../status.ts';
import {
  isYamlExtensionApi,
  registerContributor,
  yamlExtensionId,
} from '../yamlNeighbour/contributor.ts';
import type { SettingsReader } from './settings.ts';

export interface YamlNeighbourParts {
  readonly extensionUri: vscode.Uri;
  readonly server: Pick<LanguageServer, 'health' | 'onDidChangeHealth'>;
  readonly status: Pick<SchemaStatus, 'onDidShow'>;
  readonly settings: SettingsReader;
  readonly log: Log;
}

/** Nothing happens before the language server starts. */
export function createYamlNeighbour(parts: YamlNeighbourParts): Disposable {
  const known = new Set<string>();
  let isAsked = false;
  const ask = () => {
    if (isAsked || parts.server.health === 'not-started') return;
    const extension = vscode.extensions.getExtension<unknown>(yamlExtensionId);
    if (!extension || !isActivating(extension)) return;
    isAsked = true;
    join(parts, extension, known).catch((error: unknown) => {
      parts.log.debug(`${yamlExtensionId}: ${errorMessage(error)}`);
    });
  };
  ask();
  const listeners = [
    parts.server.onDidChangeHealth(ask),
    vscode.workspace.onDidOpenTextDocument(ask),
    vscode.extensions.onDidChange(ask),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => known.delete(uri.toString())),
    parts.status.onDidShow(({ uri, info }) => {
      const isKnown = info?.schema ?? info?.values?.chart ?? info?.toolFile?.isKnown;
      if (isKnown) known.add(uri.toString());
      else known.delete(uri.toString());
    }),
  ];
  return vscode.Disposable.from(...listeners);
}

/** It is active, or VS Code has begun to activate it: then its `activate` only waits for that. */
function isActivating(extension: vscode.Extension<unknown>): boolean {
  if (extension.isActive) return true;
  const { activationEvents } = extension.packageJSON as { activationEvents?: unknown };
  return (
    Array.isArray(activationEvents) &&
    activationEvents.includes('onLanguage:yaml') &&
    vscode.workspace.textDocuments.some(({ languageId }) => languageId === 'yaml')
  );
}

async function join(
  { extensionUri, settings, log }: YamlNeighbourParts,
  extension: vscode.Extension<unknown>,
  known: ReadonlySet<string>,
): Promise<void> {
  const [groupVersions, api] = await Promise.all([
    builtInGroupVersions(extensionUri),
    extension.activate(),
  ]);
  const isJoined =
    isYamlExtensionApi(api) &&
    registerContributor(api, {
      groupVersions,
      textOf: (resource) => documentOf(resource)?.getText(),
      isLeft: (resource) => !settings.current(documentOf(resource)?.uri).validation.enabled,
      isKnown: (resource) => known.has(resource),
    });
  if (isJoined) log.info(`${yamlExtensionId} leaves manifests to this extension`);
  else log.warn(`${yamlExtensionId} cannot be told which files are checked here`);
}

function documentOf(resource: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === resource);
}

async function builtInGroupVersions(extensionUri: vscode.Uri): Promise<string[]> {
  const file = vscode.Uri.joinPath(extensionUri, 'dist', 'schemas', 'index.json');
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  const index = JSON.parse(text) as { bundles: readonly { kinds: Record<string, unknown> }[] };
  return [...new Set(index.bundles.flatMap(({ kinds }) => Object.keys(kinds)))];
}
