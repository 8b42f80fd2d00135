// What the suites leave behind for whoever started them; written inside the extension host, read outside.
export interface SuiteResult {
  passed: number;
  failed: number;
  skipped: number;
  failures: { title: string; message: string }[];
}
