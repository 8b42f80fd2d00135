/** What is wrong between files: found once all of them are read, from what the checkers have told of their objects. */
import { Configurations } from '../../core/configuration/configurations.ts';
import { shownLinked } from '../../core/features/shownLinked.ts';
import { withPages } from '../../core/features/withPages.ts';
import { MountedFindings } from '../../core/findings/mountedFindings.ts';
import { maxFindings } from '../../core/findings/maxFindings.ts';
import type { Around } from '../../core/graph/checks/linked.ts';
import { Graph, kindKey } from '../../core/graph/graph.ts';
import { findingsOf } from '../../core/graph/links.ts';
import { SharedParts } from '../../core/graph/sharedParts.ts';
import { SchemaStore } from '../../core/schema/schemaStore.ts';
import { Disk } from '../../core/workspace/disk/disk.ts';
import { folderReader } from '../../core/workspace/disk/folderReader.ts';
import { defaultSettings } from '../../shared/settings.ts';
import { canonicalUri, fileUriOf } from '../../shared/uri.ts';
import type { CheckerOptions } from '../../core/problems/checker.ts';
import type { ExaminedFile, ToldDocument } from '../../core/problems/examinedFile.ts';
import { PackedBytes } from '../../core/problems/packedBytes.ts';
import { readTold } from '../../core/problems/told.ts';
import { checkedFile, findingOf, withFingerprints, type NewFinding } from './fileFinding.ts';
import type { CheckedFile } from './finding.ts';

export class LinkedFiles {
  readonly #homepage: string;
  readonly #configurations: Configurations;
  readonly #filesJudge: MountedFindings;
  /** What came of each file by itself, by its path. */
  readonly #checked = new Map<string, CheckedFile>();
  /** As they were told: most of the time it takes to check the files nobody reads this. */
  readonly #told = new PackedBytes();
  /** Threads tell the same words again and again, each time as others. */
  readonly #parts = new SharedParts();
  readonly #scopes = new Map<string, boolean>();
  /** Files whose check ended early. */
  readonly #cut = new Set<string>();

  constructor(options: CheckerOptions, homepage: string) {
    const { schemas, folders, named = [], rules = {}, configuration } = options;
    this.#homepage = homepage;
    this.#filesJudge = new MountedFindings(() => new SchemaStore(folderReader(schemas)));
    this.#configurations = new Configurations(new Disk(undefined, [...folders, ...named]));
    this.#configurations.overrides = rules;
    if (configuration) this.#configurations.useOnly(configuration.path, configuration.folder);
  }

  add(file: ExaminedFile): void {
    const { path, documents, scopes = [], isCut } = file;
    this.#checked.set(path, this.#parts.in(checkedFile(file, this.#homepage)));
    for (const [kind, isNamespaced] of scopes) this.#scopes.set(kind, isNamespaced);
    if (isCut) this.#cut.add(path);
    if (documents) this.#told.add(path, documents);
  }

  /** What came of files by themselves. */
  resultsOf(paths: readonly string[]): CheckedFile[] {
    return paths.map((path) => this.#checked.get(path) ?? { path, findings: [] });
  }

  /** With what is wrong between them and others. What was told is needed no more. */
  linkedResultsOf(paths: readonly string[]): CheckedFile[] {
    const results = this.resultsOf(paths);
    const documents = this.#documents();
    const around: Around = {
      graph: graphOf(documents),
      isNamespaced: (kind) => this.#scopes.get(kindKey(kind)),
      filesJudge: this.#filesJudge,
    };
    return results.map((result) => {
      const { path } = result;
      const found = this.#cut.has(path)
        ? []
        : this.#findingsIn(path, documents.get(path) ?? [], around);
      if (found.length === 0) return result;
      const all = [...result.findings, ...found].slice(0, maxFindings).sort(byPlace);
      return { ...result, findings: withFingerprints(all) };
    });
  }

  /** In the order of the paths, whichever came first. */
  #documents(): Map<string, readonly ToldDocument[]> {
    const documents: [path: string, told: readonly ToldDocument[]][] = [];
    for (const { path, bytes } of this.#told.take())
      documents.push([path, this.#parts.in(readTold(bytes))]);
    return new Map(documents.sort(([one], [other]) => (one < other ? -1 : 1)));
  }

  #findingsIn(path: string, documents: readonly ToldDocument[], around: Around): NewFinding[] {
    const uri = uriOf(path);
    return documents.flatMap((placed) => {
      const found = findingsOf(uri, placed, around);
      if (found.length === 0) return [];
      const rules = this.#configurations.rulesFor(path, defaultSettings.rules);
      const { suppressed } = placed;
      const shown = shownLinked({ placed, found, rules, suppressed });
      return withPages(shown, this.#homepage).map((each) => findingOf(each, placed.object ?? {}));
    });
  }
}

function graphOf(documents: ReadonlyMap<string, readonly ToldDocument[]>): Graph {
  const graph = new Graph();
  for (const [path, each] of documents) graph.setOnDisk(uriOf(path), each);
  graph.isWhole = true;
  return graph;
}

function uriOf(path: string): string {
  return canonicalUri(fileUriOf(path));
}

/** As they stand in the file; of those at one place the order stays. */
function byPlace(one: NewFinding, other: NewFinding): number {
  return one.line - other.line || one.column - other.column;
}
