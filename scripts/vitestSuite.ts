// Runs one vitest project in a process of its own and counts its tests from vitest's JSON report.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSetUpErrors, setUpErrorsVariable } from './setUpErrors.ts';
import type { SetUpError } from './setUpErrors.ts';
import type { Failure, SuiteOutcome } from './suiteOutcome.ts';

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  testResults: {
    name: string;
    status: string;
    message?: string;
    assertionResults: {
      status: string;
      title?: string;
      fullName?: string;
      failureMessages?: string[];
    }[];
  }[];
}

type Counts = Pick<SuiteOutcome, 'passed' | 'failed' | 'skipped' | 'note' | 'failures'>;

/** Runs the project with vitest's own output on the terminal. */
export function runVitestProject(root: string, project: string): SuiteOutcome {
  const startedAt = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'dpm-vitest-'));
  const file = join(folder, 'report.json');
  const setUpFile = join(folder, 'setUpErrors.jsonl');
  try {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const reporters = [
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
      `--reporter=${fileURLToPath(new URL('setUpErrors.ts', import.meta.url))}`,
    ];
    const args = [vitest, 'run', '--project', project, ...reporters];
    const env = { ...process.env, [setUpErrorsVariable]: setUpFile };
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env });
    const report = existsSync(file)
      ? (JSON.parse(readFileSync(file, 'utf8')) as VitestReport)
      : undefined;
    const seconds = (Date.now() - startedAt) / 1000;
    const setUpErrors = existsSync(setUpFile)
      ? readSetUpErrors(readFileSync(setUpFile, 'utf8'))
      : [];
    return { name: project, ...countTests(report, status, setUpErrors), seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A file that did not load, an error outside of any test and a run without tests each count as one failure. */
export function countTests(
  report: VitestReport | undefined,
  exitCode: number | null,
  setUpErrors: readonly SetUpError[] = [],
): Counts {
  if (!report) return { passed: 0, failed: 1, skipped: 0, note: 'vitest left no report' };
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const file of report.testResults) {
    const failedBefore = counts.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') counts.passed += 1;
      else if (status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (file.status === 'failed' && counts.failed === failedBefore) counts.failed += 1;
  }
  if (counts.failed > 0) return { ...counts, failures: failuresOf(report, setUpErrors) };
  if (counts.passed === 0) return { ...counts, failed: 1, note: 'no test ran' };
  if (exitCode !== 0)
    return { ...counts, failed: 1, note: 'an error outside of the tests, see above' };
  return { ...counts, ...leftOut(report) };
}

function failuresOf({ testResults }: VitestReport, setUpErrors: readonly SetUpError[]): Failure[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === 'failed');
    if (failed.length === 0 && status === 'failed') {
      const inSetUp = setUpErrors.filter(({ file }) => file === name).map((one) => one.message);
      return [{ title: name, message: inSetUp.join('\n') || (message ?? '') }];
    }
    return failed.map(({ fullName, title, failureMessages }) => ({
      title: `${basename(name)}: ${fullName ?? title ?? 'a test without a name'}`,
      message: failureMessages?.join('\n') ?? '',
    }));
  });
}

/** What did not run is said by name, so that nobody takes the run for a whole one. */
function leftOut({ testResults }: VitestReport): { note?: string } {
  const titles = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status !== 'passed')
    .flatMap(({ title }) => title ?? []);
  return titles.length > 0 ? { note: `left out: ${titles.join('; ')}` } : {};
}
