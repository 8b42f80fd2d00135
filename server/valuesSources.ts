/** Keeps what is known about charts up to date: the user's choices, charts on disk, releases in the workspace. */
import { basename } from 'node:path';
import type { Connection, FileEvent, InitializeParams } from 'vscode-languageserver';
import {
  chartChoicesMethod,
  chartsMethod,
  schemasChangedMethod,
  type ChartChoicesParams,
  type ChartsResult,
  type InitializationOptions,
} from '../shared/protocol.ts';
import { errorWithPlace } from '../shared/errorWords.ts';
import { filePathOf } from '../shared/uri.ts';
import { guard, type Fence } from './guard.ts';
import type { Publisher } from './publisher.ts';
import type { Session } from '../core/session.ts';
import { field, textsIn } from './wellFormed.ts';

export interface ValuesSources {
  initialize(params: InitializeParams): void;
  watchedFilesChanged(changes: readonly FileEvent[]): void;
}

/** Files of charts beside Chart.yaml whose change may change what values are checked with. */
export const chartFilePatterns = [
  '**/values.schema.json',
  '**/charts/*.tgz',
  '**/requirements.yaml',
];

export function createValuesSources(
  connection: Connection,
  session: Session,
  publisher: Publisher,
  fence: Fence,
): ValuesSources {
  const { values, log } = session;
  let isOurClient = false;
  const refresh = (): void => {
    publisher.refreshAll();
    if (isOurClient) void connection.sendNotification(schemasChangedMethod);
  };
  values.onDidChange = refresh;
  connection.onNotification(chartChoicesMethod, (params: ChartChoicesParams) => {
    values.choose(textsIn(field(params, 'choices')));
    publisher.refreshAll();
  });
  connection.onRequest(
    chartsMethod,
    guard<object, ChartsResult>(fence, {
      name: chartsMethod,
      fallback: [],
      run: () =>
        values.catalog.charts.map((chart) => {
          const { id, name, title, version, docUrl } = chart;
          const comment = values.catalog.commentFor(chart);
          return { id, name, title, version, comment, ...(docUrl !== undefined && { docUrl }) };
        }),
    }),
  );
  return {
    initialize({ initializationOptions }) {
      const options = initializationOptions as InitializationOptions | undefined;
      isOurClient = options?.chartChoices !== undefined;
      if (options?.chartChoices) values.choose(options.chartChoices);
    },
    watchedFilesChanged(changes) {
      const paths = changes.flatMap(({ uri }) => filePathOf(uri) ?? []);
      if (paths.some(isOfChart)) {
        values.forget();
        refresh();
      }
      for (const path of paths) {
        values.releases.fileChanged(path).catch((error: unknown) => {
          log.error(`releases in ${path}: ${errorWithPlace(error)}`);
        });
      }
    },
  };
}

function isOfChart(path: string): boolean {
  const name = basename(path);
  return name.endsWith('.tgz') || chartFileNames.has(name);
}

const chartFileNames = new Set(['Chart.yaml', 'values.schema.json', 'requirements.yaml']);
