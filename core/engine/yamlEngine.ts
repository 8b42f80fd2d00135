/**
 * The YAML engine, in process: the only file that knows yaml-language-server. It lays text out, one document at a time
 * as a virtual file of its own. What a document means is not asked of it; why, with the figures, is in ARCHITECTURE.md.
 *
 * Facts that stay in here: the engine has no cancellation; it hands its own errors to a telemetry object; it keeps one
 * syntax tree for each URI for ever, so all documents share one URI and tell themselves apart by version.
 */
import { getLanguageService, type LanguageService } from 'yaml-language-server';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TextEdit } from 'vscode-languageserver-types';

/** A document as the engine sees it; `id` changes with the text. */
export interface EngineDocument {
  readonly id: number;
  readonly text: string;
}

export interface EngineLog {
  /** A fault inside the engine: never shown to the user. */
  error(message: string): void;
}

export class YamlEngine {
  readonly #service: LanguageService;

  constructor(log: EngineLog) {
    this.#service = getLanguageService({
      schemaRequestService: (uri) => Promise.reject(new Error(`not fetched: ${uri}`)),
      workspaceContext: { resolveRelativePath: (path) => path },
      telemetry: {
        send: () => undefined,
        sendError: (name, error) => {
          log.error(`engine: ${name}: ${String(error)}`);
        },
        sendTrack: () => undefined,
      },
    });
    this.#service.configure({
      validate: false,
      completion: false,
      hover: false,
      format: true,
      yamlVersion: '1.1',
    });
  }

  /** Edits that lay the text out anew; none where it does not parse. */
  async format({ id, text }: EngineDocument): Promise<TextEdit[]> {
    const document = TextDocument.create('manifest:///document.yaml', 'yaml', id, text);
    return this.#service.doFormat(document, {});
  }
}
