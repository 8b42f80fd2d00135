/** `dpm check`: from the words behind it to what is written and the exit code. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { plainLine } from '../../shared/plainText.ts';
import { formats } from '../formats/index.ts';
import { exitCodes, type Io } from '../io.ts';
import { optionLines } from '../optionParser.ts';
import {
  compareWith,
  mayBecomeBaseline,
  readBaseline,
  writeBaseline,
  type Compared,
} from './baseline.ts';
import { checkTargets } from './checkTargets.ts';
import { isAtLeast, severityNames, type CheckedFile, type Finding } from './finding.ts';
import { checkOptions, readCheckOptions, type CheckOptions } from './options.ts';
import { pathFrom } from './pathFrom.ts';

export const checkSummary = 'check manifests: the findings of the editor, offline';

/** Resolves with the exit code. */
export async function check(io: Io, words: readonly string[]): Promise<number> {
  const result = readCheckOptions(words);
  if (!result.ok) {
    io.err.write(`dpm check: ${result.reason}\n`);
    return exitCodes.trouble;
  }
  const { options } = result;
  if (options === 'help') {
    io.out.write(help());
    return exitCodes.good;
  }
  const baseline = baselineOf(io, options);
  if (baseline && !baseline.ok) {
    const shown = options.baseline ?? '';
    io.err.write(`dpm check: the baseline ${shown} cannot be read: ${baseline.reason}\n`);
    return exitCodes.trouble;
  }
  const { root, results, problems } = await checkTargets(io, options);
  const all = results.flatMap(({ path, findings }) => findings.map((one) => ({ ...one, path })));
  const files = results.map(({ path }) => path);
  if (options.writesBaseline) return saveBaseline(io, options, { all, root, files, problems });
  const compared: Compared = baseline
    ? compareWith(baseline.baseline, all, { root, files })
    : { fresh: all, known: 0, gone: 0 };
  const { failOn, minSeverity } = options;
  const findings = compared.fresh.filter(({ severity }) => isAtLeast(severity, minSeverity));
  const isColored = io.out.isTerminal && !io.env.NO_COLOR;
  const outcome = { version: io.version, files, findings, problems, failOn, cwd: io.cwd, root };
  io.out.write(formats[options.format]({ ...outcome, isColored }));
  sayProblems(io, problems);
  io.err.write(`${summary(compared, findings.length, { files, problems })}\n`);
  if (problems.length > 0) return exitCodes.trouble;
  const isFailure = ({ severity }: Finding): boolean =>
    failOn !== 'never' && isAtLeast(severity, failOn);
  return compared.fresh.some(isFailure) ? exitCodes.findings : exitCodes.good;
}

function help(): string {
  return [
    'Checks Kubernetes manifests and values of Helm charts: the same findings as in the editor, offline. Files that are no',
    'manifests are left alone, and so is what .gitignore and the ignore patterns of .dpm.yaml name.',
    '',
    'Usage: dpm check [OPTIONS] [FILE|FOLDER|-]...',
    '',
    'Without a file or folder the current folder is checked; - is the standard input.',
    '',
    'Options:',
    ...optionLines(checkOptions),
    '',
    'Exit codes:',
    '  0  nothing was found that reaches --fail-on',
    '  1  something was found that does',
    '  2  something could not be checked: a file or settings that cannot be read, a file that is named and holds no YAML, one',
    '     that takes too long, wrong options',
    '',
    'Examples:',
    '  dpm check deploy/',
    '  dpm check --format sarif . > dpm.sarif',
    '  dpm check --baseline dpm-baseline.json --write-baseline   # accept what there is',
    '  helm template . | dpm check -',
    '',
  ].join('\n');
}

function baselineOf(io: Io, options: CheckOptions): ReturnType<typeof readBaseline> | undefined {
  if (options.baseline === undefined || options.writesBaseline) return undefined;
  try {
    return readBaseline(readFileSync(resolve(io.cwd, options.baseline), 'utf8'));
  } catch (error) {
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isGone
      ? 'there is no such file; --write-baseline writes it'
      : `the system says ${(error as NodeJS.ErrnoException).code ?? String(error)}`;
    return { ok: false, reason };
  }
}

interface Known {
  readonly all: readonly Finding[];
  readonly root: string;
  readonly files: readonly string[];
  readonly problems: readonly CheckedFile[];
}

function saveBaseline(io: Io, { baseline = '' }: CheckOptions, known: Known): number {
  const { all, root, problems } = known;
  sayProblems(io, problems);
  const path = resolve(io.cwd, baseline);
  const obstacle = obstacleTo(path, known);
  if (obstacle !== undefined) {
    io.err.write(`dpm check: the baseline ${baseline} is not written: ${obstacle}\n`);
    return exitCodes.trouble;
  }
  try {
    writeFileSync(path, writeBaseline(all, root));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    io.err.write(
      `dpm check: the baseline ${baseline} cannot be written: the system says ${code ?? String(error)}\n`,
    );
    return exitCodes.trouble;
  }
  io.err.write(`Wrote ${counted(all.length, 'finding')} to ${baseline}\n`);
  return problems.length > 0 ? exitCodes.trouble : exitCodes.good;
}

/** Why writing the baseline would lose something. */
function obstacleTo(path: string, { files, problems }: Known): string | undefined {
  const checked = new Set(files);
  if (problems.some((problem) => !checked.has(problem.path)))
    return 'it would lack the findings of what was not found or not read';
  const there = existsSync(path) && statSync(path).isFile() ? readFileSync(path, 'utf8') : '';
  return mayBecomeBaseline(there)
    ? undefined
    : 'the file that is there is no baseline: remove it, or give another name';
}

function sayProblems(io: Io, problems: readonly CheckedFile[]): void {
  for (const { path, problem = '' } of problems)
    io.err.write(`dpm check: ${plainLine(pathFrom(io.cwd, path))}: ${problem}\n`);
}

/** `2 errors and 1 hint in 14 files; 3 more are in the baseline`. */
function summary(
  { fresh, known, gone }: Compared,
  written: number,
  { files, problems }: Pick<Known, 'files' | 'problems'>,
): string {
  const counts = severityNames.flatMap((name) => {
    const count = fresh.filter(({ severity }) => severity === name).length;
    return count === 0
      ? []
      : [name === 'information' ? `${count} information` : counted(count, name)];
  });
  const found = counts.length === 0 ? 'Nothing found' : listed(counts);
  const hidden = fresh.length - written;
  const checked = new Set(files);
  const unread = problems.filter(({ path }) => checked.has(path)).length;
  return [
    `${found} in ${counted(files.length, 'file')}`,
    ...(unread > 0 ? [`${unread} of them not checked as it should be, see above`] : []),
    ...(hidden > 0 ? [`${hidden} not written (--min-severity)`] : []),
    ...(known > 0 ? [`${known} more in the baseline`] : []),
    ...(gone > 0 ? [`${gone} of the baseline no longer found: write it again`] : []),
  ].join('; ');
}

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function counted(count: number, name: string): string {
  return `${count.toLocaleString('en-US')} ${name}${count === 1 ? '' : 's'}`;
}
