/** What an attack found, a line each, and at the end one line that says how many held. */

export interface Report {
  /** A case that was tried. `problems` are sentences; none: it held. */
  add(name: string, problems: readonly string[], detail?: string): void;
  /** Prints the closing line and ends the process: 1 where something did not hold. */
  end(): never;
}

export function createReport(print: (line: string) => void = console.log): Report {
  let passed = 0;
  let failed = 0;
  return {
    add(name, problems, detail = '') {
      if (problems.length === 0) passed++;
      else failed++;
      const mark = problems.length === 0 ? 'ok    ' : 'FAILED';
      print([`${mark} ${name}`, detail, ...problems].filter(Boolean).join(' | '));
    },
    end() {
      print(`${passed} passed, ${failed} failed`);
      process.exit(failed === 0 && passed > 0 ? 0 : 1);
    },
  };
}
