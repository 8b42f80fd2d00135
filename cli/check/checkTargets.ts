/** From the named files and folders to the results of every file. */
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { holdNewSpace } from '../../core/pacing/leanHeap.ts';
import { Disk } from '../../core/workspace/disk/disk.ts';
import { maxWorkspaceFiles } from '../../core/workspace/workspace.ts';
import type { CheckerOptions } from '../../core/problems/checker.ts';
import { filesForThreads, soloCrew, threadCrew, type Crew } from '../../core/problems/crew.ts';
import type { Target } from '../../core/problems/examinedFile.ts';
import type { KeptBytes } from '../../core/workspace/keptBytes.ts';
import { earlierTexts } from './earlierTexts.ts';
import type { CheckedFile } from './finding.ts';
import type { CheckOptions } from './options.ts';
import { LinkedFiles } from './links.ts';
import { createProgress } from './progress.ts';
import { nothingToCheck } from './namedFiles.ts';
import { maxBytes, readFiles } from './readFiles.ts';
import { findTargets, type Targets } from './targets.ts';

export interface Checked {
  readonly root: string;
  readonly results: readonly CheckedFile[];
  /** What could not be checked, or not to its end. */
  readonly problems: readonly CheckedFile[];
}

export async function checkTargets(io: Io, options: CheckOptions): Promise<Checked> {
  const { cwd } = io;
  const paths = options.paths.filter((path) => path !== '-');
  const isInputWanted = paths.length < options.paths.length;
  const input = isInputWanted ? resolve(cwd, options.stdinName ?? 'stdin.yaml') : undefined;
  const configuration = options.config === undefined ? undefined : resolve(cwd, options.config);
  const found = await findTargets({
    cwd,
    paths,
    ...(input !== undefined && { input }),
    ...(configuration !== undefined && { configuration }),
  });
  const { files, surrounding, folders, root, named, isInputIgnored, problems } = found;
  const earlier = options.against === undefined ? undefined : earlierTexts(root, options.against);
  const checked = new Set(files);
  const read = readFiles({
    paths: [...files, ...surrounding],
    places: [...folders, ...named],
    hasChanged: (path, bytes) =>
      earlier?.ok === true && checked.has(path) && earlier.isOther(path, bytes),
  });
  const isInputChecked = input !== undefined && !isInputIgnored;
  // The text from the standard input may be another one than that on disk.
  const changed = new Set([...read.changed, ...(isInputChecked ? [input] : [])]);
  const texts = earlier?.ok ? earlier.of([...changed]) : none;
  const before = (path: string): Pick<Target, 'before'> => {
    const text = texts.get(path);
    return text === undefined ? {} : { before: { text, was: options.against ?? '' } };
  };
  const targets: Target[] = files.map((path) => ({ path, ...before(path) }));
  if (isInputChecked) targets.push({ path: input, text: await io.readInput(), ...before(input) });
  const checker: CheckerOptions = {
    schemas: io.schemas,
    folders,
    around: read.around,
    named,
    rules: options.rules,
    tells: 'manifests',
    ...(options.kubernetesVersion !== undefined && {
      kubernetesVersion: options.kubernetesVersion,
    }),
    ...(configuration !== undefined && { configuration: { path: configuration, folder: root } }),
  };
  const task = { targets, surrounding, checker, kept: read.kept };
  const results = withNothingToCheck(await checkLinked(io, options, task), found);
  const notChecked = results.filter(({ problem }) => problem !== undefined);
  const notCompared =
    earlier && !earlier.ok ? [{ path: root, findings: [], problem: earlier.reason }] : [];
  return { root, results, problems: [...problems, ...notCompared, ...notChecked] };
}

/** Of a file that was named and of which nothing is said, whether there was something to say. */
function withNothingToCheck(
  results: readonly CheckedFile[],
  { outright, folders, named }: Targets,
): readonly CheckedFile[] {
  const asked = new Set(outright);
  const disk = new Disk(undefined, [...folders, ...named]);
  return results.map((result) => {
    const { path, findings, problem } = result;
    if (!asked.has(path) || findings.length > 0 || problem !== undefined) return result;
    const reading = disk.read(path, maxBytes);
    const reason = reading.ok ? nothingToCheck(reading.bytes) : undefined;
    return reason === undefined ? result : { ...result, problem: reason };
  });
}

const none: ReadonlyMap<string, string> = new Map();

interface Task {
  readonly targets: readonly Target[];
  readonly surrounding: readonly string[];
  readonly checker: CheckerOptions;
  readonly kept: KeptBytes;
}

/** Each file by itself, and then what is wrong between them. */
async function checkLinked(
  io: Io,
  options: CheckOptions,
  { targets, surrounding, checker, kept }: Task,
): Promise<readonly CheckedFile[]> {
  // As in the editor: of a workspace that is larger nobody knows what there is.
  const isLinked = targets.length > 0 && targets.length + surrounding.length <= maxWorkspaceFiles;
  const others = isLinked ? surrounding.map((path) => ({ path, isSurrounding: true })) : [];
  const all: readonly Target[] = [...targets, ...others];
  const crew = crewFor(io, options, all.length, { checker, kept });
  const progress = createProgress(io.err, all.length);
  const linked = new LinkedFiles(checker, io.homepage);
  try {
    await crew.check(all, (done) => {
      progress.add(done.length);
      for (const file of done) linked.add(file);
    });
    // The crew goes first: its memory is needed for what comes now.
    await crew.dismiss();
    holdNewSpace(true);
    const paths = targets.map(({ path }) => path);
    return isLinked ? linked.linkedResultsOf(paths) : linked.resultsOf(paths);
  } finally {
    progress.end();
    await crew.dismiss();
  }
}

/** Each takes its share of the memory. */
const maxThreads = 4;

function crewFor(
  { threadProgram, processors }: Io,
  { threads }: CheckOptions,
  count: number,
  { checker, kept }: Pick<Task, 'checker' | 'kept'>,
): Crew {
  const wanted = threads ?? (count < filesForThreads ? 1 : Math.min(processors, maxThreads));
  return wanted > 1 && threadProgram !== undefined
    ? threadCrew({ program: threadProgram, count: wanted }, checker, kept)
    : soloCrew(checker, kept);
}
