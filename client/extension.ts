// Composition only: what there is, and what gets what. Nothing heavy loads here: the language server starts
// with the first manifest, the cluster modules with the first look into a cluster.
import type * as vscode from 'vscode';
import { registerCommands } from './commands/register.ts';
import { createChartChoices } from './editor/chartChoices.ts';
import { createClusterAccess } from './editor/clusterAccess.ts';
import { registerClusterLenses } from './editor/clusterLenses.ts';
import { createClusterSchemas } from './editor/clusterSchemas.ts';
import { createClusterDiagnostics } from './editor/clusterDiagnostics.ts';
import { createEarlierTexts } from './editor/earlierTexts.ts';
import { createClusterObjects } from './editor/clusterObjects.ts';
import { createExplanations } from './editor/explanations.ts';
import { createLogDocuments } from './editor/logDocuments.ts';
import { PortForwards } from './editor/portForwards.ts';
import { createObjectFiles, type ApplyText } from './editor/objectFiles.ts';
import { createObjectPages } from './editor/objectPages.ts';
import { createPictures } from './editor/pictures.ts';
import { createSchemaChoices } from './editor/schemaChoices.ts';
import { createScopeOffer } from './editor/scopeOffer.ts';
import { createSettingsReader } from './editor/settings.ts';
import { registerSnippets } from './editor/snippets.ts';
import { createVirtualDocuments } from './editor/virtualDocuments.ts';
import type { ApplyParts } from './editor/runApply.ts';
import { createYamlNeighbour } from './editor/yamlNeighbour.ts';
import { registerYamlTyping } from './editor/yamlTyping.ts';
import { createExplorerChoices } from './explorer/choices.ts';
import { createExplorer } from './explorer/explorer.ts';
import { createContextStatus } from './editor/contextStatus.ts';
import { createLanguageServer, type LanguageServer } from './languageClient.ts';
import { createLog } from './log.ts';
import { createStatus } from './status.ts';

/** Kept for `deactivate`, which gets no argument to find it by. */
let running: LanguageServer | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const log = createLog();
  const settings = createSettingsReader(log);
  const server = createLanguageServer(context, log);
  const status = createStatus(server);
  const access = createClusterAccess(context, settings, log);
  const documents = createVirtualDocuments();
  const diagnostics = createClusterDiagnostics();
  const explanations = createExplanations(context.extensionUri);
  const logs = createLogDocuments();
  const forwards = new PortForwards(log);
  const pages = createObjectPages(context.extensionUri, access);
  const pictures = createPictures(context.extensionUri, server);
  const choices = createExplorerChoices(context.workspaceState);
  const explorer = createExplorer({ access, choices, log });
  const parts = { access, documents, diagnostics, explorer, log };
  const objects = createObjectFiles(documents, applying(parts));
  const commands = registerCommands({
    log,
    access,
    chartChoices: createChartChoices(context.workspaceState, server),
    choices: createSchemaChoices(context.workspaceState, server),
    explorerChoices: choices,
    diagnostics,
    documents,
    explanations,
    explorer,
    forwards,
    logs,
    objects,
    pages,
    pictures,
    server,
    status,
  });
  running = server;
  context.subscriptions.push(log, server, status, access, documents, diagnostics, explanations);
  context.subscriptions.push(choices, explorer, forwards, logs, objects, pages, pictures);
  context.subscriptions.push(
    createContextStatus(access, choices),
    commands,
    createClusterSchemas(context, { access, server, settings, log }),
    createEarlierTexts(server, log),
    createClusterObjects({ access, server, settings }),
    createScopeOffer({ state: context.globalState, status, log }),
    registerClusterLenses(server, access),
    registerYamlTyping(),
    createYamlNeighbour({ extensionUri: context.extensionUri, server, status, settings, log }),
    registerSnippets(context, settings, log),
  );
}

/** Loaded with the first object that is saved. */
function applying(parts: ApplyParts): ApplyText {
  return async (session, edited) =>
    (await import('./applyParts.ts')).applyEdited(parts, session, edited);
}

export async function deactivate(): Promise<void> {
  await running?.stop();
}
