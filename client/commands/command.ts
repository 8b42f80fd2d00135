// What a command is, and what it may use. Commands hold no state of their own.
import type { ClusterAccess } from '../editor/clusterAccess.ts';
import type { ChartChoiceKeeper } from '../editor/chartChoices.ts';
import type { ChoiceKeeper } from '../editor/schemaChoices.ts';
import type { ClusterDiagnostics } from '../editor/clusterDiagnostics.ts';
import type { Explanations } from '../editor/explanations.ts';
import type { VirtualDocuments } from '../editor/virtualDocuments.ts';
import type { ExplorerChoices } from '../explorer/choices.ts';
import type { Explorer } from '../explorer/explorer.ts';
import type { PortForwards } from '../editor/portForwards.ts';
import type { LogDocuments } from '../editor/logDocuments.ts';
import type { ObjectFiles } from '../editor/objectFiles.ts';
import type { Pictures } from '../editor/pictures.ts';
import type { ObjectPages } from '../editor/objectPages.ts';
import type { LanguageServer } from '../languageClient.ts';
import type { Log } from '../log.ts';
import type { SchemaStatus } from '../status.ts';

export interface Command {
  /** As in package.json. */
  readonly id: string;
  /** By a key of the tree it does nothing where no object is selected, and says so. */
  readonly isForObjects?: true;
  /**
   * `target` is what the menu was opened on (a tree node, a file), `selection` everything that was selected
   * with it. From the palette there is neither: the command asks.
   */
  run(ctx: CommandContext, target?: unknown, selection?: unknown): Promise<void> | void;
}

export interface CommandContext {
  readonly log: Log;
  readonly access: ClusterAccess;
  readonly chartChoices: ChartChoiceKeeper;
  readonly choices: ChoiceKeeper;
  readonly diagnostics: ClusterDiagnostics;
  readonly documents: VirtualDocuments;
  readonly explanations: Explanations;
  readonly explorer: Explorer;
  readonly explorerChoices: ExplorerChoices;
  readonly forwards: PortForwards;
  readonly logs: LogDocuments;
  readonly objects: ObjectFiles;
  readonly pages: ObjectPages;
  readonly pictures: Pictures;
  readonly server: LanguageServer;
  readonly status: SchemaStatus;
}
