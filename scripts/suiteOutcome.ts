// What became of one test suite, and how all of them are summed up in the line that ends a test run.

export interface SuiteOutcome {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  seconds: number;
  /** Why it could not run, or could not run to its end. */
  note?: string;
  failures?: readonly Failure[];
}

/** One test that failed. */
export interface Failure {
  title: string;
  message: string;
}

const shownLines = 6;

/** What failed, again behind all output: whoever keeps only its end still learns which tests to look at. */
export function describeFailures({ name, failures = [] }: SuiteOutcome): string[] {
  return failures.map(({ title, message }) => {
    const lines = message.split('\n').slice(0, shownLines);
    return [`FAILED in ${name}: ${title}`, ...lines.map((line) => `  ${line}`)].join('\n');
  });
}

/** One line a suite; worded so that it cannot be taken for the closing line. */
export function describeOutcome(outcome: SuiteOutcome): string {
  const counts = [
    `${String(outcome.passed)} ok`,
    outcome.failed > 0 ? `${String(outcome.failed)} FAILED` : '',
    outcome.skipped > 0 ? `${String(outcome.skipped)} left out` : '',
  ].filter(Boolean);
  const note = outcome.note ? ` -- ${outcome.note}` : '';
  return `${outcome.name.padEnd(10)} ${counts.join(', ')} (${outcome.seconds.toFixed(1)} s)${note}`;
}

/** `N passed, N failed, N skipped` over all suites. */
export function closingLine(outcomes: readonly SuiteOutcome[]): string {
  const sum = (key: 'passed' | 'failed' | 'skipped') =>
    String(outcomes.reduce((total, outcome) => total + outcome[key], 0));
  return `${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`;
}

/** A run is good when something passed and nothing failed. */
export function isGood(outcomes: readonly SuiteOutcome[]): boolean {
  return outcomes.some(({ passed }) => passed > 0) && outcomes.every(({ failed }) => failed === 0);
}
