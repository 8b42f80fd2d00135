import type { Reporter } from '../../checks/check.ts';
import type { OptionFault } from '../../formats/jvmOptions.ts';

/** Tells what a JVM does not take. */
export function reportOptions(faults: readonly OptionFault[], report: Reporter): void {
  for (const { span, message, suggest } of faults) {
    // A flag is written without signs that mean anything to YAML.
    const fix = suggest !== undefined && {
      fix: { title: `Replace with ${suggest}`, edits: [[span, suggest] as const] },
    };
    report(span, message, fix || {});
  }
}
