// A reporter for vitest: what failed before or behind the tests of a suite, which its report in JSON leaves out.
import { appendFileSync } from 'node:fs';
import type { Reporter, TestSuite } from 'vitest/node';

/** Names the file that the errors go to, a line of JSON each. */
export const setUpErrorsVariable = 'DPM_SET_UP_ERRORS';

/** A hook, or a suite that could not be read. */
export interface SetUpError {
  /** Path of the test file. */
  file: string;
  message: string;
}

export default class SetUpErrors implements Reporter {
  onTestSuiteResult(suite: TestSuite): void {
    const to = process.env[setUpErrorsVariable];
    if (!to) return;
    for (const { message } of suite.errors()) {
      const error: SetUpError = { file: suite.module.moduleId, message };
      appendFileSync(to, `${JSON.stringify(error)}\n`);
    }
  }
}

/** What the reporter wrote. */
export function readSetUpErrors(text: string): SetUpError[] {
  const lines = text.split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as SetUpError);
}
