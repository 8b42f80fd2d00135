/**
 * The YAML engine, in process: the only file that knows yaml-language-server. It works on one document at a time, as a
 * virtual file of its own, and has one service for each kind, so a document never meets another kind's schema.
 *
 * Facts that stay in here: the engine has no cancellation; it catches its own errors and hands them to a telemetry
 * object; it caches syntax trees by URI and version for ever, so a service reuses one URI; a modeline or `$schema` makes
 * it fetch, so the fetcher refuses.
 */
import {
  getLanguageService,
  type LanguageService,
} from 'yaml-language-server';
import type {
  CompletionList,
  DocumentLink,
  FoldingRange,
  Position,
  SelectionRange,
  TextEdit,
} from 'vscode-languageserver-types';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Schema } from '../schema/schema.ts';

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
  readonly #log: EngineLog;
  readonly #services = new Map<string, LanguageService>();

  constructor(log: EngineLog) {
    this.#log = log;
  }

  /** Items for a position of the document, in the engine's own form. `makeSchema` is called once for each key. */
  async complete(
    document: EngineDocument,
    position: Position,
    schemaKey: string,
    makeSchema: () => Schema,
  ): Promise<CompletionList | undefined> {
    const service = this.#serviceFor(schemaKey, makeSchema);
    return (await service.doComplete(virtual(document, schemaKey), position, false)) ?? undefined;
  }

  async format(document: EngineDocument): Promise<TextEdit[]> {
    return (await this.#plain().doFormat(virtual(document, 'plain'), {})) ?? [];
  }

  foldingRanges(document: EngineDocument): FoldingRange[] {
    return this.#plain().getFoldingRanges(virtual(document, 'plain'), { rangeLimit: 5000 }) ?? [];
  }

  selectionRanges(document: EngineDocument, positions: Position[]): SelectionRange[] {
    return this.#plain().getSelectionRanges(virtual(document, 'plain'), positions) ?? [];
  }

  async links(document: EngineDocument): Promise<DocumentLink[]> {
    return (await this.#plain().findLinks(virtual(document, 'plain'))) ?? [];
  }

  #plain(): LanguageService {
    return this.#serviceFor('plain', () => ({}));
  }

  #serviceFor(key: string, makeSchema: () => Schema): LanguageService {
    const known = this.#services.get(key);
    if (known) return known;
    const service = getLanguageService({
      schemaRequestService: (uri) => Promise.reject(new Error(`not fetched: ${uri}`)),
      workspaceContext: { resolveRelativePath: (path) => path },
      telemetry: {
        send: () => undefined,
        sendError: (name, error) => {
          this.#log.error(`engine: ${name}: ${String(error)}`);
        },
        sendTrack: () => Promise.resolve(),
      },
      clientCapabilities: {
        textDocument: { completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } } },
      },
    });
    service.configure({
      validate: false,
      completion: true,
      hover: false,
      format: true,
      yamlVersion: '1.1',
      indentation: '  ',
      schemas: [{ uri: `schema:///${slug(key)}`, fileMatch: ['*'], schema: makeSchema() }],
    });
    this.#services.set(key, service);
    return service;
  }
}

function virtual({ id, text }: EngineDocument, key: string): TextDocument {
  return TextDocument.create(`manifest:///${slug(key)}.yaml`, 'yaml', id, text);
}

/** The engine matches files by globs, which pass over names that begin with a dot. */
function slug(key: string): string {
  return `kind-${key.replaceAll('/', '-')}`;
}
