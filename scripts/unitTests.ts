/** Where the unit tests are: beside the modules that they are about, and in a folder of their own. */
export const unitTests = [
  '{cli,client,cluster,core,server,shared,scripts,tools}/**/*.test.ts',
  'test/unit/**/*.test.ts',
] as const;
