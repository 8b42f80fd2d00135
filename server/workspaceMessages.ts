/** The messages about what lies around the open files: schemas, charts, a cluster. What they mean is the workspace's. */
import {
  DidChangeWatchedFilesNotification,
  MessageType,
  ShowMessageNotification,
  type Connection,
  type InitializeParams,
} from 'vscode-languageserver';
import {
  chartChoicesNotification,
  earlierTextNotification,
  type EarlierTextParams,
  clusterSchemaRequest,
  clusterSchemasNotification,
  schemaChoicesNotification,
  schemasChangedNotification,
  type ChartChoicesParams,
  type ClusterSchemaParams,
  type ClusterSchemaResult,
  type ClusterSchemasParams,
  type InitializationOptions,
  type SchemaChoicesParams,
} from '../shared/protocol.ts';
import { errorWithPlace } from '../shared/errorWords.ts';
import type { Analysis } from '../core/analysis.ts';
import type { NeededSchema } from '../core/schema/sources/cluster.ts';
import { watchedFromTheStart, watchedLater } from '../core/workspace/workspace.ts';
import type { Publisher } from './publisher.ts';
import { askForClusterKeys, askForClusterNames, askForLiveObjects } from './clusterObjects.ts';
import { clusterIn, clusterSchemaIn, earlierIn, field, textsIn } from './wellFormed.ts';

export interface WorkspaceMessages {
  initialize(params: InitializeParams): void;
  /** The handshake is done: the client may be asked for something. */
  initialized(): void;
}

export function createWorkspaceMessages(
  connection: Connection,
  analysis: Analysis,
  publisher: Publisher,
): WorkspaceMessages {
  const { workspace } = analysis;
  let canWatch = false;
  let isOurClient = false;

  const watch = (patterns: readonly string[]): void => {
    if (!canWatch) return;
    void connection.client.register(DidChangeWatchedFilesNotification.type, {
      watchers: patterns.map((globPattern) => ({ globPattern })),
    });
  };
  workspace.didChange.on(({ concerns }) => {
    publisher.refreshAll(concerns);
    if (isOurClient) void connection.sendNotification(schemasChangedNotification.method);
  });
  workspace.problems.on((problem) => {
    void connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: `Data Platform: ${problem}`,
    });
  });
  const endWait = publisher.didServe.on(() => {
    endWait();
    setImmediate(() => {
      watch(watchedLater);
      void workspace.start();
    });
  });
  askForSchemas(connection, analysis, publisher);
  takeChoices(connection, analysis, publisher);
  takeEarlierTexts(connection, analysis, publisher);
  askForLiveObjects(connection, analysis, publisher);
  askForClusterNames(connection, analysis);
  askForClusterKeys(connection, analysis);
  return {
    initialize({ capabilities, initializationOptions }) {
      const options = initializationOptions as InitializationOptions | undefined;
      canWatch = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
      isOurClient = (options?.schemaChoices ?? options?.chartChoices) !== undefined;
      if (options?.schemaChoices) analysis.chooseSchemas(options.schemaChoices);
      if (options?.chartChoices) analysis.chooseCharts(options.chartChoices);
    },
    initialized() {
      watch(watchedFromTheStart);
    },
  };
}

/** What the user chose in the editor. */
function takeChoices(connection: Connection, analysis: Analysis, publisher: Publisher): void {
  connection.onNotification(schemaChoicesNotification.method, (params: SchemaChoicesParams) => {
    analysis.chooseSchemas(textsIn(field(params, 'choices')));
  });
  connection.onNotification(chartChoicesNotification.method, (params: ChartChoicesParams) => {
    analysis.chooseCharts(textsIn(field(params, 'choices')));
    publisher.refreshAll();
  });
}

/** How open files were in the last commit: the editor knows. */
function takeEarlierTexts(
  connection: Connection,
  { session }: Analysis,
  publisher: Publisher,
): void {
  connection.onNotification(earlierTextNotification.method, (params: EarlierTextParams) => {
    const said = earlierIn(params);
    if (!said) return;
    session.earlierTexts.set(said.uri, said.earlier);
    publisher.refreshAll(({ uri }) => uri === said.uri);
  });
}

/** The client asks the cluster, the server says for what. */
function askForSchemas(connection: Connection, analysis: Analysis, publisher: Publisher): void {
  const { store } = analysis.session;
  const ask = async ({ context, groupVersion }: NeededSchema): Promise<void> => {
    const params: ClusterSchemaParams = { context, groupVersion };
    const { method } = clusterSchemaRequest;
    const answer = await connection.sendRequest<ClusterSchemaResult>(method, params);
    const found = clusterSchemaIn(answer);
    if (found) store.cluster.add(context, groupVersion, found);
  };
  store.cluster.didNeed.on((needed) => {
    ask(needed).catch((error: unknown) => {
      analysis.log.error(
        `schemas of ${needed.groupVersion} in the cluster: ${errorWithPlace(error)}`,
      );
    });
  });
  connection.onNotification(clusterSchemasNotification.method, (params: ClusterSchemasParams) => {
    const cluster = clusterIn(params) ?? undefined;
    analysis.workspace.useCluster(cluster);
    analysis.session.liveObjects.use(cluster?.context);
    analysis.session.clusterNames.use(cluster?.context);
    analysis.session.clusterKeys.use(cluster?.context);
    publisher.refreshAll();
  });
}
