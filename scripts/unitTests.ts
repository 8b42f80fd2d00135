/** Where the unit tests are: beside the modules that they are about, and in a folder of their own. */
export const unitTests = [
  '{cli,client,cluster,core,server,shared,scripts,tools}/**/*.test.ts',
  'test/unit/**/*.test.ts',
] as const;

/**
 * Of those the ones that hold the whole product against thousands of texts, measure how time grows, write all pages of the docs, or
 * install what was packed: more than half of the time of all. They are a suite of their own, which `npm test` runs and `npm run check` does not.
 */
export const thoroughTests = [
  '{cluster,core}/**/*.growth.test.ts',
  'core/helm/history/defaults.test.ts',
  'core/yaml/fastReaders.test.ts',
  'core/yaml/slips.test.ts',
  'scripts/generateDocs.test.ts',
  'test/unit/corpus.test.ts',
  'test/unit/corpusCrds.test.ts',
  'test/unit/expressions.test.ts',
  'test/unit/fixes.test.ts',
  'test/unit/growth.test.ts',
  'test/unit/package.test.ts',
  'test/unit/packageCli.test.ts',
  'test/unit/placeholderExamples.test.ts',
  'test/unit/twins.test.ts',
  'test/unit/workspaceCrds.test.ts',
  'tools/schemas/build.test.ts',
] as const;
