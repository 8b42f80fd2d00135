/** The settings that the client holds: those of the window, and those of each folder where they differ. */
import type { Connection, InitializeParams } from 'vscode-languageserver';
import { DidChangeConfigurationNotification } from 'vscode-languageserver';
import { errorWithPlace } from '../shared/errorWords.ts';
import { parseSettings, settingsSection, type Settings } from '../shared/settings.ts';
import type { Analysis } from '../core/analysis.ts';
import type { Publisher } from './publisher.ts';

export class ClientSettings {
  readonly #connection: Connection;
  readonly #analysis: Analysis;
  readonly #publisher: Publisher;
  readonly #told = new Set<string>();
  #client: InitializeParams['capabilities'] = {};
  #asked = 0;

  constructor(connection: Connection, analysis: Analysis, publisher: Publisher) {
    this.#connection = connection;
    this.#analysis = analysis;
    this.#publisher = publisher;
    connection.onDidChangeConfiguration(() => void this.read());
  }

  /** Those that the client sends along at the start, so that the first files are read with them. */
  initialize({ capabilities }: InitializeParams, sent: unknown): void {
    this.#client = capabilities;
    if (sent !== undefined) this.#analysis.useSettings(this.#parsed(sent));
  }

  /** Asks the client to say when they change. */
  follow(): void {
    if (!this.#client.workspace?.didChangeConfiguration?.dynamicRegistration) return;
    void this.#connection.client.register(DidChangeConfigurationNotification.type, {
      section: settingsSection,
    });
  }

  /** Asks for all of them anew. Of two questions under way only the answer to the later one counts. */
  async read(): Promise<void> {
    if (!this.#client.workspace?.configuration) return;
    const mine = ++this.#asked;
    const folders = this.#analysis.session.folderUris;
    const section = settingsSection;
    try {
      const [window, ...others] = (await this.#connection.workspace.getConfiguration([
        { section },
        ...folders.map((scopeUri) => ({ scopeUri, section })),
      ])) as unknown[];
      if (mine !== this.#asked) return;
      // A client that knows none of a folder says so with null; an odd one leaves them out.
      const byFolder = folders.flatMap((uri, at) =>
        others[at] ? [[uri, this.#parsed(others[at])] as const] : [],
      );
      this.#analysis.useSettings(this.#parsed(window), new Map(byFolder));
      this.#publisher.refreshAll();
    } catch (error) {
      this.#analysis.log.error(`settings could not be read: ${errorWithPlace(error)}`);
    }
  }

  /** What is wrong with them is said once. */
  #parsed(value: unknown): Settings {
    const { settings, problems } = parseSettings(value);
    for (const problem of problems.filter((each) => !this.#told.has(each))) {
      this.#told.add(problem);
      this.#analysis.log.info(problem);
    }
    return settings;
  }
}
