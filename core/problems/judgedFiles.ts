/** What is known of the files that nobody has open: their own findings, and under which id those with others are told. */
import { createHash } from 'node:crypto';
import type { Diagnostic } from 'vscode-languageserver-types';
import { gvkKey, type GroupVersionKind } from '../../shared/gvk.ts';
import { filePathOf } from '../../shared/uri.ts';
import { withLinked, type OwnDiagnostics } from '../features/diagnostics.ts';
import { Emitter } from '../emitter.ts';
import { shownLinked } from '../features/shownLinked.ts';
import { withPages } from '../features/withPages.ts';
import type { Session } from '../session.ts';
import type { ConcernedFile } from '../workspace/change.ts';

/** The diagnostics of a file as they are told. */
export interface FileReport {
  /** As the client spells it. */
  readonly uri: string;
  /** The same diagnostics have the same id; undefined where there are none. */
  readonly resultId: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is found in a file by itself. */
export interface Judged extends OwnDiagnostics {
  /** Of its documents. */
  readonly kinds: readonly GroupVersionKind[];
}

interface JudgedFile extends ConcernedFile {
  /** Its own diagnostics as JSON: few files have any, and those that do are told seldom. */
  readonly own: string;
  readonly isCut: boolean;
  /** Of what is told. */
  resultId: string | undefined;
}

export class JudgedFiles {
  /** Something else may be told of the file with this address. */
  readonly didChange = new Emitter<string>();
  readonly #session: Session;
  readonly #homepage: string | undefined;
  /** By canonical address. */
  readonly #files = new Map<string, JudgedFile>();
  /** Each kind is kept once, however many documents are of it. */
  readonly #kinds = new Map<string, { readonly gvk: GroupVersionKind }>();

  constructor(session: Session, homepage: string | undefined) {
    this.#session = session;
    this.#homepage = homepage;
  }

  get uris(): Iterable<string> {
    return this.#files.keys();
  }

  get withProblems(): readonly string[] {
    return [...this.#files.values()]
      .filter(({ resultId }) => resultId !== undefined)
      .map(({ uri }) => uri);
  }

  get(uri: string): ConcernedFile | undefined {
    return this.#files.get(uri);
  }

  set(uri: string, { kinds, diagnostics, isCut }: Judged): void {
    const documents = [...new Set(kinds.map((gvk) => this.#kindOf(gvk)))];
    const own = diagnostics.length === 0 ? '' : JSON.stringify(diagnostics);
    const resultId = this.#files.get(uri)?.resultId;
    this.#files.set(uri, { uri, documents, own, isCut, resultId });
    this.renew(uri);
  }

  delete(uri: string): void {
    if (this.#files.delete(uri)) this.didChange.emit(uri);
  }

  clear(): void {
    const uris = [...this.#files.keys()];
    this.#files.clear();
    this.#kinds.clear();
    for (const uri of uris) this.didChange.emit(uri);
  }

  /** What is said between the file and others may be another thing now. Whether something else is told of it. */
  renew(uri: string): boolean {
    const file = this.#files.get(uri);
    if (!file) return false;
    const before = file.resultId;
    file.resultId = idOf(file, file.isCut ? [] : this.#linkedIn(uri));
    if (file.resultId === before) return false;
    this.didChange.emit(uri);
    return true;
  }

  /** Undefined where the client has been told the same, by the id that it has. */
  reportOf(uri: string, known: string | undefined): FileReport | undefined {
    const file = this.#files.get(uri);
    if (file?.resultId === known) return undefined;
    const diagnostics = file ? withPages(this.#diagnosticsOf(file), this.#homepage) : [];
    return { uri: this.#session.spellingOf(uri), resultId: file?.resultId, diagnostics };
  }

  #diagnosticsOf({ uri, own, isCut }: JudgedFile): Diagnostic[] {
    const diagnostics = own === '' ? [] : (JSON.parse(own) as Diagnostic[]);
    const rules = this.#session.rulesFor({ uri, path: filePathOf(uri) });
    return withLinked({ diagnostics, isCut }, isCut ? [] : this.#linkedIn(uri), rules);
  }

  #linkedIn(uri: string): Diagnostic[] {
    const session = this.#session;
    if (!session.graph.isWhole) return [];
    return session.graph.documentsIn(uri).flatMap((placed) => {
      const found = session.links.of(uri, placed);
      if (found.length === 0) return [];
      const rules = session.rulesFor({ uri, path: filePathOf(uri) });
      const { suppressed } = placed;
      return shownLinked({ placed, found, rules, suppressed }, (each) => session.spellingOf(each));
    });
  }

  #kindOf(gvk: GroupVersionKind): { readonly gvk: GroupVersionKind } {
    const key = gvkKey(gvk);
    const known = this.#kinds.get(key) ?? {
      gvk: JSON.parse(JSON.stringify(gvk)) as GroupVersionKind,
    };
    this.#kinds.set(key, known);
    return known;
  }
}

function idOf({ own }: JudgedFile, linked: readonly Diagnostic[]): string | undefined {
  if (own === '' && linked.length === 0) return undefined;
  return createHash('sha1').update(own).update(JSON.stringify(linked)).digest('base64url');
}
