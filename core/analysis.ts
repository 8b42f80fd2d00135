/**
 * The analysis of a set of files: what is open, under which settings, and every question that can be asked about it. The
 * language server holds one. It knows no connection.
 */
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  Diagnostic,
  DocumentHighlight,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  InlayHint,
  Location,
  LocationLink,
  Position,
  Range,
  SelectionRange,
  TextEdit,
  WorkspaceEdit,
  WorkspaceSymbol,
} from 'vscode-languageserver-types';
import type { CancellationToken } from './pacing/cancellation.ts';
import type { Picture } from '../shared/picture.ts';
import type {
  DocumentInfo,
  KnownChart,
  ManifestDocumentSummary,
  ManifestPictureParams,
} from '../shared/protocol.ts';
import { settingsSection, type Settings } from '../shared/settings.ts';
import {
  configurationCompletion,
  configurationDiagnostics,
  configurationHover,
} from './configuration/configurationFile.ts';
import { byDocument } from './features/byDocument.ts';
import { codeActions, type ActionsWanted } from './features/codeActions.ts';
import { completion, type CompletionOptions } from './features/completion/completion.ts';
import { maxItems } from './features/completion/offered.ts';
import { resolveItem } from './features/completion/resolve.ts';
import { diagnosticsOf } from './features/diagnostics.ts';
import { documentInfo, manifestDocument } from './features/documentInfo.ts';
import { documentLinks } from './features/documentLinks.ts';
import { documentSymbols } from './features/documentSymbols.ts';
import { foldingRanges } from './features/foldingRanges.ts';
import { format } from './features/formatting.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlayHints.ts';
import { codeLenses, resolveLens } from './features/navigation/codeLens.ts';
import { definition } from './features/navigation/definition.ts';
import { objectPlaces, type AskedObject } from './features/navigation/objectPlaces.ts';
import { documentHighlights, findReferences } from './features/navigation/references.ts';
import { prepareRename, rename } from './features/navigation/rename.ts';
import { workspaceSymbols } from './features/navigation/workspaceSymbols.ts';
import { noteAtTop } from './features/noteAtTop.ts';
import { pictureOfFile, pictureOfManifests } from './features/pictures.ts';
import { selectionRange } from './features/selectionRange.ts';
import { HelpPages } from './features/withPages.ts';
import { codes, unknownCode } from './findings/codes.ts';
import type { Log } from './log.ts';
import type { ManifestFile, TextChange } from './model/manifestFile.ts';
import { Slices } from './pacing/turns.ts';
import { isSettings } from './problems/examine.ts';
import type { JudgingThreads } from './problems/manyFiles.ts';
import { WorkspaceProblems } from './problems/workspaceProblems.ts';
import { Session, type SessionParts } from './session.ts';
import { SettingsByFolder } from './settingsByFolder.ts';
import { Workspace } from './workspace/workspace.ts';

export interface AnalysisParts extends SessionParts {
  /** Who judges many files of the workspace. Absent: this thread does. */
  readonly threads?: JudgingThreads;
}

export class Analysis {
  /** What the features work on. */
  readonly session: Session;
  /** What lies around the open files. */
  readonly workspace: Workspace;
  /** Of the files that are not open. */
  readonly problems: WorkspaceProblems;
  /** Codes of settings that there are not: each is said once. */
  readonly #toldCodes = new Set<string>();

  readonly #pages: HelpPages;

  constructor(parts: AnalysisParts) {
    this.#pages = new HelpPages(parts.homepage);
    this.session = new Session(parts);
    this.workspace = new Workspace(this.session, {
      leavesObjects: () => this.problems.readsObjects,
    });
    this.problems = new WorkspaceProblems(this.session, this.workspace, parts);
  }

  get log(): Log {
    return this.session.log;
  }

  get settings(): Settings {
    return this.session.settings;
  }

  /** Those of the window, and those of folders by their addresses. */
  useSettings(window: Settings, byFolder?: ReadonlyMap<string, Settings>): void {
    this.session.settingsByFolder = new SettingsByFolder(window, byFolder);
    this.workspace.settingsChanged();
    this.problems.settingsChanged();
    for (const { rules } of [window, ...(byFolder?.values() ?? [])]) this.#tellUnknownCodes(rules);
  }

  #tellUnknownCodes(rules: Settings['rules']): void {
    for (const code of Object.keys(rules)) {
      if (codes.has(code) || this.#toldCodes.has(code)) continue;
      this.#toldCodes.add(code);
      this.log.info(`${settingsSection}.rules: ${unknownCode(code)}`);
    }
  }

  /** The workspace has these folders now, and no others. */
  useFolders(uris: readonly string[]): void {
    this.session.useFolders(uris);
    this.workspace.foldersChanged();
    this.problems.foldersChanged();
  }

  changeFolders(added: readonly string[], removed: readonly string[]): void {
    this.session.changeFolders(added, removed);
    this.workspace.foldersChanged();
    this.problems.foldersChanged();
  }

  /** The user's choices of schemas: see `SchemaStore.choose`. */
  chooseSchemas(choices: Readonly<Record<string, string>>): void {
    this.session.store.choose(choices);
  }

  /** The user's choices of charts: URI of a file to the id of a chart, or `none`. */
  chooseCharts(choices: Readonly<Record<string, string>>): void {
    this.session.values.choose(choices);
  }

  /** The charts whose values are known. */
  get charts(): KnownChart[] {
    const { catalog } = this.session.values;
    return catalog.charts.map((chart) => {
      const { id, name, title, version, docUrl } = chart;
      const comment = catalog.commentFor(chart);
      return { id, name, title, version, comment, ...(docUrl !== undefined && { docUrl }) };
    });
  }

  open(uri: string, languageId: string, version: number, text: string): void {
    this.session.open(uri, languageId, version, text);
    this.workspace.openFileChanged(uri);
  }

  /** Without changes that can be applied (undefined) nobody knows the text any more. */
  change(uri: string, version: number, changes: readonly TextChange[] | undefined): void {
    this.session.change(uri, version, changes);
    this.workspace.openFileChanged(uri);
  }

  close(uri: string): void {
    this.session.close(uri);
    this.workspace.openFileChanged(uri);
    this.problems.fileClosed(uri);
  }

  /** An open file that is read. */
  file(uri: string): ManifestFile | undefined {
    return this.session.file(uri);
  }

  /**
   * What is wrong in an open file, or the one note of a file that is not read. Undefined when the token is cancelled on the
   * way. Yields to other work.
   */
  async findings(uri: string, token: CancellationToken): Promise<Diagnostic[] | undefined> {
    const found = await this.#findings(uri, token);
    return found && this.#pages.addTo(found);
  }

  async #findings(uri: string, token: CancellationToken): Promise<Diagnostic[] | undefined> {
    const skipped = this.session.skipped(uri);
    if (skipped) return [noteAtTop(skipped.reason)];
    const file = this.file(uri);
    if (!file) return [];
    if (isSettings(this.session, file))
      return this.session.settingsOf(file).validation.enabled ? configurationDiagnostics(file) : [];
    return diagnosticsOf(this.session, file, token);
  }

  /** What may stand at a position of the file. A list that was cut short says so. */
  completion(
    file: ManifestFile,
    position: Position,
    options: CompletionOptions = {},
  ): CompletionItem[] | CompletionList {
    if (isSettings(this.session, file))
      return this.session.settingsOf(file).completion.enabled
        ? configurationCompletion(file, position)
        : [];
    const items = completion(this.session, file, position, options);
    return items.length < maxItems ? items : { isIncomplete: true, items };
  }

  /** The item with its documentation. */
  resolveCompletion(item: CompletionItem): CompletionItem {
    return resolveItem(this.session.store, item);
  }

  hover(file: ManifestFile, place: Position): Hover | undefined {
    if (isSettings(this.session, file))
      return this.session.settingsOf(file).hover.enabled
        ? configurationHover(file, place)
        : undefined;
    return hover(this.session, file, place);
  }

  codeActions(
    file: ManifestFile,
    params: ActionsWanted,
    token: CancellationToken,
  ): Promise<CodeAction[]> {
    return codeActions(this.session, file, params, token);
  }

  documentSymbols(file: ManifestFile, token: CancellationToken): Promise<DocumentSymbol[]> {
    const asked = { doing: 'textDocument/documentSymbol', token };
    return byDocument(this.session, file, asked, (document) =>
      documentSymbols(this.session, file, document),
    );
  }

  foldingRanges(file: ManifestFile, token: CancellationToken): Promise<FoldingRange[]> {
    const asked = { doing: 'textDocument/foldingRange', token };
    return byDocument(this.session, file, asked, (document) => foldingRanges(file, document));
  }

  selectionRanges(file: ManifestFile, positions: readonly Position[]): SelectionRange[] {
    return positions.map((position) => selectionRange(file, position));
  }

  documentLinks(file: ManifestFile, token: CancellationToken): Promise<DocumentLink[]> {
    const asked = { doing: 'textDocument/documentLink', token };
    return byDocument(this.session, file, asked, (document) =>
      documentLinks(this.session, file, document),
    );
  }

  /** What values come to, in a part of the file. */
  inlayHints(file: ManifestFile, range: Range, token: CancellationToken): Promise<InlayHint[]> {
    const asked = { doing: 'textDocument/inlayHint', token };
    return byDocument(this.session, file, asked, (document) =>
      inlayHints(this.session, file, document, range),
    );
  }

  /** Where what a name stands for is defined. */
  definition(file: ManifestFile, place: Position): LocationLink[] {
    return definition(this.session, file, place);
  }

  /** Everywhere that a name is written. */
  references(file: ManifestFile, place: Position, withDeclaration: boolean): Location[] {
    return findReferences(this.session, file, place, withDeclaration);
  }

  documentHighlights(file: ManifestFile, place: Position): DocumentHighlight[] {
    return documentHighlights(this.session, file, place);
  }

  /** The word that a rename would change. Throws `CannotRename`. */
  prepareRename(
    file: ManifestFile,
    place: Position,
  ): { readonly range: Range; readonly placeholder: string } | undefined {
    return prepareRename(this.session, file, place);
  }

  /** The edits of all files. Throws `CannotRename`. */
  rename(file: ManifestFile, place: Position, newName: string): WorkspaceEdit | undefined {
    return rename(this.session, file, place, newName);
  }

  codeLenses(file: ManifestFile): CodeLens[] {
    return codeLenses(this.session, file);
  }

  /** The lens with its words. */
  resolveCodeLens(lens: CodeLens): CodeLens {
    return resolveLens(this.session, lens);
  }

  /** Where the files of the workspace define an object. */
  objectPlaces(object: AskedObject): Location[] {
    return objectPlaces(this.session, object);
  }

  /** Objects of the workspace. */
  workspaceSymbols(query: string, token: CancellationToken): WorkspaceSymbol[] {
    return workspaceSymbols(this.session, query, token);
  }

  /** `say` tells the user why nothing was done, where they would wonder. */
  format(
    file: ManifestFile,
    say: (sentence: string) => void,
    token: CancellationToken,
  ): Promise<TextEdit[]> {
    return format(this.session, file, say, token);
  }

  /** What is known about the document at a position. */
  documentInfo(file: ManifestFile, position: Position): DocumentInfo | null {
    return documentInfo(this.session, file, position);
  }

  /** What is known about an open file that is not read: why. */
  skippedInfo(uri: string): DocumentInfo | undefined {
    const skipped = this.session.skipped(uri);
    return skipped && { index: 0, count: 0, problem: skipped.reason };
  }

  /** What hangs together with the objects of a file, or with the one at a position. */
  picture(file: ManifestFile, position?: Position): Picture {
    return pictureOfFile(this.session, file, position);
  }

  /** The same of manifests that are in no file; undefined when the token is cancelled on the way. Yields to other work. */
  manifestPicture(
    manifests: ManifestPictureParams,
    token: CancellationToken,
  ): Promise<Picture | undefined> {
    const slices = new Slices({ turns: this.session.turns, token });
    return slices.run(pictureOfManifests(this.session, manifests));
  }

  /** The manifests of a file in its order. */
  manifestDocuments(
    file: ManifestFile,
    token: CancellationToken,
  ): Promise<ManifestDocumentSummary[]> {
    const asked = { doing: 'dataPlatform/manifestDocuments', token };
    return byDocument(this.session, file, asked, manifestDocument);
  }
}
