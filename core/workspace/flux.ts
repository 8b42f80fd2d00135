/** Kustomizations of Flux in the files of the workspace that fill in variables: which folders they are about. */
import { dirname, join, sep } from 'node:path';
import type { FluxPaths } from '../placeholders/fluxPaths.ts';
import type { Slices } from '../pacing/slices.ts';
import { at, get, text as textOf, type Node } from '../yaml/node.ts';
import { parse } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/splitDocuments.ts';
import { isInside } from './disk/isInside.ts';
import type { Extractor, ScannedFile } from './extractor.ts';

export class FluxExtractor implements Extractor {
  readonly #paths: FluxPaths;
  readonly #workspaceFolders: () => readonly string[];

  constructor(paths: FluxPaths, workspaceFolders: () => readonly string[]) {
    this.#paths = paths;
    this.#workspaceFolders = workspaceFolders;
  }

  get summary(): string {
    return `${this.#paths.count} files with variables of Flux`;
  }

  mayHold(file: ScannedFile): boolean {
    return mayHoldFluxVariables(file);
  }

  async take({ path, bytes }: ScannedFile, slices: Slices): Promise<void> {
    const folders: string[] = [];
    for (const text of splitDocuments(bytes.toString())) {
      if (!marks.every((mark) => text.includes(mark))) continue;
      await slices.next();
      const named = namedPath(parse(text).root);
      if (named !== undefined) folders.push(...this.#foldersFor(path, named));
    }
    this.#paths.set(path, folders.length > 0 ? folders : undefined);
  }

  drop(path: string): void {
    this.#paths.set(path, undefined);
  }

  keepOnly(isWanted: (path: string) => boolean): void {
    this.#paths.keepOnly(isWanted);
  }

  settled(): void {
    this.#paths.settled();
  }

  /** The path counts from the root of the repository, which may be any folder above the file. */
  #foldersFor(file: string, named: string): string[] {
    const found: string[] = [];
    for (let folder = dirname(file); this.#isInWorkspace(folder); folder = dirname(folder)) {
      found.push(join(folder, named, sep));
      if (folder === dirname(folder)) break;
    }
    return found;
  }

  #isInWorkspace(folder: string): boolean {
    return this.#workspaceFolders().some((root) => isInside(folder, root));
  }
}

const marks = ['kustomize.toolkit.fluxcd.io/', 'postBuild'];
const maxBytes = 500_000;

function namedPath(root: Node | undefined): string | undefined {
  const isFlux = textOf(get(root, 'apiVersion'))?.startsWith('kustomize.toolkit.fluxcd.io/');
  if (!isFlux || textOf(get(root, 'kind')) !== 'Kustomization') return undefined;
  const postBuild = at(root, ['spec', 'postBuild']);
  if (!get(postBuild, 'substitute') && !get(postBuild, 'substituteFrom')) return undefined;
  const path = at(root, ['spec', 'path']);
  return path ? textOf(path) : './';
}

/** Whether a file may hold some, by its name and its bytes. */
export function mayHoldFluxVariables({ path, bytes }: ScannedFile): boolean {
  if (!/\.ya?ml$/i.test(path) || bytes.length > maxBytes) return false;
  return marks.every((mark) => bytes.includes(mark));
}
