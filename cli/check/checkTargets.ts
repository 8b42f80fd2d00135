/** From the named files and folders to the results of every file. */
import { resolve } from 'node:path';
import type { Io } from '../io.ts';
import type { CheckerOptions, Target } from './checker.ts';
import { soloCrew, threadCrew, type Crew } from './crew.ts';
import type { CheckedFile } from './finding.ts';
import type { CheckOptions } from './options.ts';
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
  const { files, folders, root, named, isInputIgnored, problems } = await findTargets({
    cwd,
    paths,
    ...(input !== undefined && { input }),
    ...(configuration !== undefined && { configuration }),
  });
  const targets: Target[] = files.map((path) => ({ path }));
  if (input !== undefined && !isInputIgnored)
    targets.push({ path: input, text: await io.readInput() });
  const crew = crewFor(io, options, targets.length, {
    schemas: io.schemas,
    homepage: io.homepage,
    folders,
    named,
    rules: options.rules,
    ...(options.kubernetesVersion !== undefined && {
      kubernetesVersion: options.kubernetesVersion,
    }),
    ...(configuration !== undefined && { configuration: { path: configuration, folder: root } }),
  });
  const progress = createProgress(io.err, targets.length);
  try {
    const results = await crew.check(targets, (count) => {
      progress.add(count);
    });
    const notChecked = results.filter(({ problem }) => problem !== undefined);
    return { root, results, problems: [...problems, ...notChecked] };
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
