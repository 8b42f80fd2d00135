/** From the named files and folders to the results of every file. */
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import { maxWorkspaceFiles } from '../../core/workspace/workspace.ts';
import type { CheckerOptions, Target } from './checker.ts';
import { soloCrew, threadCrew, type Crew } from './crew.ts';
import { earlierTexts } from './earlierTexts.ts';
import type { CheckedFile } from './finding.ts';
import type { CheckOptions } from './options.ts';
import { LinkedFiles } from './links.ts';
import { createProgress } from './progress.ts';
import { findTargets } from './targets.ts';

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
  const { files, surrounding, folders, root, named, isInputIgnored, problems } = await findTargets({
    cwd,
    paths,
    ...(input !== undefined && { input }),
    ...(configuration !== undefined && { configuration }),
  });
  const earlier = options.against === undefined ? undefined : earlierTexts(root, options.against);
  const texts = earlier?.ok ? earlier.of(files, input) : undefined;
  const before = (path: string): Pick<Target, 'before'> => {
    const text = texts?.get(path);
    return text === undefined ? {} : { before: { text, was: options.against ?? '' } };
  };
  const targets: Target[] = files.map((path) => ({ path, ...before(path) }));
  if (input !== undefined && !isInputIgnored)
    targets.push({ path: input, text: await io.readInput(), ...before(input) });
  const checker: CheckerOptions = {
    schemas: io.schemas,
    homepage: io.homepage,
    folders,
    named,
    rules: options.rules,
    ...(options.kubernetesVersion !== undefined && {
      kubernetesVersion: options.kubernetesVersion,
    }),
    ...(configuration !== undefined && { configuration: { path: configuration, folder: root } }),
  };
  const results = await checkLinked(io, options, { targets, surrounding, checker });
  const notChecked = results.filter(({ problem }) => problem !== undefined);
  const notCompared =
    earlier && !earlier.ok ? [{ path: root, findings: [], problem: earlier.reason }] : [];
  return { root, results, problems: [...problems, ...notCompared, ...notChecked] };
}

interface Task {
  readonly targets: readonly Target[];
  readonly surrounding: readonly string[];
  readonly checker: CheckerOptions;
}

/** Each file by itself, and then what is wrong between them: every file is read once, by whoever checks it. */
async function checkLinked(
  io: Io,
  options: CheckOptions,
  { targets, surrounding, checker }: Task,
): Promise<readonly CheckedFile[]> {
  // As in the editor: of a workspace that is larger nobody knows what there is.
  const isLinked = targets.length > 0 && targets.length + surrounding.length <= maxWorkspaceFiles;
  const others = isLinked ? surrounding.map((path) => ({ path, isSurrounding: true })) : [];
  const all = [...targets, ...others];
  const crew = crewFor(io, options, all.length, checker);
  const progress = createProgress(io.err, all.length);
  const linked = new LinkedFiles(checker);
  try {
    const checked = await crew.check(all, (done) => {
      progress.add(done.length);
      for (const file of done) linked.add(file);
    });
    const results = checked.slice(0, targets.length);
    // The crew goes first: its memory is needed for what comes now.
    await crew.dismiss();
    return isLinked ? linked.addedTo(results) : results;
  } finally {
    progress.end();
    await crew.dismiss();
  }
}

/** With fewer files the threads cost more than they bring. */
const filesForThreads = 150;
/** Each takes its share of the memory. */
const maxThreads = 4;

function crewFor(
  { threadProgram, processors }: Io,
  { threads }: CheckOptions,
  count: number,
  checker: CheckerOptions,
): Crew {
  const wanted = threads ?? (count < filesForThreads ? 1 : Math.min(processors, maxThreads));
  return wanted > 1 && threadProgram !== undefined
    ? threadCrew(threadProgram, wanted, checker)
    : soloCrew(checker);
}
