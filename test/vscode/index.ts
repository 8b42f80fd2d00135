// The entry that VS Code loads in its extension host: runs every bundled suite beside it and leaves the counts in the
// file that `DPM_TEST_RESULT` names. `DPM_TEST_SUITES` names the folder of the suites.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import type { SuiteResult } from './suiteResult.ts';

/** Called by VS Code; a rejection is its exit code 1. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', timeout: 60_000, color: false, reporter: 'spec' });
  const suites = join(__dirname, process.env.DPM_TEST_SUITES ?? 'suites');
  const only = process.env.DPM_TEST_SUITE;
  for (const file of readdirSync(suites).sort(inOrder)) {
    if (file.endsWith('.test.js') && (!only || file.includes(only)))
      mocha.addFile(join(suites, file));
  }
  const result: SuiteResult = { passed: 0, failed: 0, skipped: 0, failures: [] };
  await new Promise<void>((resolve) => {
    mocha
      .run(() => {
        resolve();
      })
      .on('pass', () => (result.passed += 1))
      .on('pending', () => (result.skipped += 1))
      .on('fail', (test, error: Error) => {
        result.failed += 1;
        result.failures.push({ title: test.fullTitle(), message: error.stack ?? error.message });
      });
  });
  const file = process.env.DPM_TEST_RESULT;
  if (file) writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${String(result.failed)} of the suites' tests failed`);
  if (result.passed === 0) throw new Error('no test ran');
}

/** The suite about waking up can only see that once; the one about cluster calls is about all before it. */
function inOrder(a: string, b: string): number {
  const rank = (file: string) =>
    file.startsWith('activation.') ? 0 : file.startsWith('noClusterCall.') ? 2 : 1;
  return rank(a) - rank(b) || a.localeCompare(b);
}
