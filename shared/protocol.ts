// Every message between client and server that is not standard LSP: method, parameters, result, one
// sentence each. Listed for readers in docs/protocol.md. Types only from here; no connection, no I/O.
import type { Position, Range } from 'vscode-languageserver-types';

/** `initializationOptions` of the initialize request. Everything is optional: other editors send none. */
export interface InitializationOptions {
  /** What the editor holds under `dataPlatform` at start, so that the first files are read with it already. */
  settings?: unknown;
  /** What else is installed in this editor, so that the server does not answer twice. */
  neighbours?: {
    /** Another YAML extension (redhat.vscode-yaml) is installed and offers its own general help. */
    yaml?: boolean;
  };
}

/** Asks what is known about the manifest document at a position; the status item shows the answer. */
export const documentInfoMethod = 'dataPlatform/documentInfo';

export interface DocumentInfoParams {
  uri: string;
  position: Position;
}

/** Null when the file has no manifest there (or is left alone, like a Helm template). */
export type DocumentInfoResult = DocumentInfo | null;

export interface DocumentInfo {
  apiVersion?: string;
  kind?: string;
  name?: string;
  /** As written in the document; absent when it names none. */
  namespace?: string;
  /** The schema in force, absent when the kind is not known (or not typed yet). */
  schema?: SchemaInfo;
  /** Zero-based place of this document among the documents of the file. */
  index: number;
  /** How many documents the file has. */
  count: number;
  /** Why help is reduced here, in words for the user: file too large, schema not readable, … */
  problem?: string;
}

export interface SchemaInfo {
  /** Where it comes from, for a person: `Kubernetes (bundled)`, `Spark operator (bundled)`, … */
  source: string;
  /** Version of that source: `1.36`, `v1beta2 of 2.3.0`, … */
  version: string;
  /** Reference page of the kind. */
  docUrl?: string;
}

/** Lists the manifest documents of an open file with their places, in file order. */
export const manifestDocumentsMethod = 'dataPlatform/manifestDocuments';

export interface ManifestDocumentsParams {
  uri: string;
}

/** Null when the file is not one of ours. Empty documents are left out. */
export type ManifestDocumentsResult = ManifestDocumentSummary[] | null;

export interface ManifestDocumentSummary {
  /** From the document's first character to its last, without the `---` lines. */
  range: Range;
  apiVersion?: string;
  kind?: string;
  name?: string;
  namespace?: string;
}
