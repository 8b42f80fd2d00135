// `npm test [-- suite ...]`: builds, runs the suites one after the other and ends with one line over all of them.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from '../test/harness/browser.ts';
import { ensureCodeServer } from '../test/harness/codeServerInstall.ts';
import { ensureControlPlane } from '../test/harness/controlPlane.ts';
import { runVscodeSuites } from '../test/vscode/runSuites.ts';
import { runNodeScript } from './runNodeScript.ts';
import { closingLine, describeFailures, describeOutcome, isGood } from './suiteOutcome.ts';
import type { SuiteOutcome } from './suiteOutcome.ts';
import { runVitestProject } from './vitestSuite.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const log = (line: string) => {
  console.log(line);
};

/** What a suite needs that a machine may be unable to have. */
type Need = () => Promise<{ ok: true } | { ok: false; reason: string }>;

interface Suite {
  name: string;
  /** The scripts that make what it tests. */
  made: ('build' | 'package')[];
  needs: Need[];
  run(): SuiteOutcome | Promise<SuiteOutcome>;
}

/** In CI nothing may be left out in silence: what cannot be had there is a failure with its reason. */
const isStrict = process.env.CI === 'true';

const controlPlane: Need = () => ensureControlPlane({ log });
const editor: Need = () => ensureCodeServer(log);
const browser: Need = () => ensureChromium(log);

const suites: Suite[] = [
  { name: 'unit', made: ['build'], needs: [], run: () => runVitestProject(root, 'unit') },
  { name: 'thorough', made: ['build'], needs: [], run: () => runVitestProject(root, 'thorough') },
  { name: 'protocol', made: ['build'], needs: [], run: () => runVitestProject(root, 'protocol') },
  {
    name: 'cluster',
    made: ['build'],
    needs: [controlPlane],
    run: () => runVitestProject(root, 'cluster'),
  },
  { name: 'vscode', made: ['build'], needs: [], run: () => runVscodeSuites(root, log) },
  {
    name: 'e2e',
    made: ['package'],
    needs: [editor, browser, controlPlane],
    run: () => runVitestProject(root, 'e2e'),
  },
];

process.exitCode = await main(process.argv.slice(2));

async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = suites.map(({ name }) => name).join(', ');
    console.error(`No suite is named ${unknown.join(', ')}; there are: ${known}`);
    return 2;
  }
  const chosen = suites.filter(({ name }) => names.length === 0 || names.includes(name));
  const outcomes: SuiteOutcome[] = [];
  const made = new Map<string, boolean>();
  for (const suite of chosen) outcomes.push(await runSuite(suite, made));

  for (const line of outcomes.flatMap(describeFailures)) log(`\n${line}`);
  log('');
  for (const outcome of outcomes) log(describeOutcome(outcome));
  log(closingLine(outcomes));
  return isGood(outcomes) ? 0 : 1;
}

async function runSuite(suite: Suite, made: Map<string, boolean>): Promise<SuiteOutcome> {
  const { name } = suite;
  const none: SuiteOutcome = { name, passed: 0, failed: 0, skipped: 0, seconds: 0 };
  log(`\n=== ${name}`);
  try {
    for (const script of suite.made) {
      if (!made.has(script)) made.set(script, runNodeScript(root, script));
      if (!made.get(script)) return { ...none, failed: 1, note: `npm run ${script} failed` };
    }
    for (const need of suite.needs) {
      const met = await need();
      if (met.ok) continue;
      const isRequired =
        isStrict || (need === controlPlane && process.env.DPM_REQUIRE_CONTROL_PLANE === '1');
      return { ...none, ...(isRequired ? { failed: 1 } : { skipped: 1 }), note: met.reason };
    }
    const outcome = await suite.run();
    const isLeftOut = isStrict && outcome.passed + outcome.failed === 0;
    return isLeftOut ? { ...outcome, failed: 1, skipped: 0 } : outcome;
  } catch (error) {
    console.error(error);
    return { ...none, failed: 1, note: 'it could not be started, see above' };
  }
}
