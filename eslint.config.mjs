// Strict, type-checked rules, and the boundaries that ARCHITECTURE.md names.
import js from '@eslint/js';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

/** Imports that a part of the code must not have: patterns with the reason. */
const patternsOf = (patterns) => [
  'error',
  {
    patterns: patterns.map(([name, message]) =>
      name instanceof RegExp ? { regex: name.source, message } : { group: [name].flat(), message },
    ),
  },
];
const forbid = (...patterns) => ({ 'no-restricted-imports': patternsOf(patterns) });
/** Likewise for modules of Node, beside the rule above. */
const forbidOfNode = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': patternsOf(patterns),
});
const disk = [
  ['node:fs', 'node:fs/*', 'fs', 'fs/*'],
  'core/workspace/disk is the only place of the server that reads files',
];
const urls = [
  ['node:url', 'url'],
  'shared/uri.ts turns addresses into paths and back, and never throws',
];
const vscode = ['vscode', 'only the edge files of the client know the editor'];
const engine = [
  'yaml-language-server*',
  'core/engine/yamlEngine.ts is the only importer of the engine',
];
const re2 = ['@bufbuild/re2*', 'core/patterns/re2.ts is the only importer of RE2'];
const yaml = [/^yaml$/, 'core/yaml reads and writes YAML here; the library is for clusters'];
const client = ['**/client/**', 'only the client knows the editor'];
const server = ['**/server/**', 'LSP and shared/protocol.ts stand between server and client'];
const cluster = ['**/cluster/**', 'what is said of a text is said without a cluster'];
const connection = ['vscode-languageserver/node', 'features do not know the connection'];

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', 'scripts/run.mjs'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreVoidOperator: true, ignoreArrowShorthand: true },
      ],
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true, boolean: true } },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unnecessary-condition': [
        'error',
        { allowConstantLoopConditions: 'only-allowed-literals' },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Text of strangers is read everywhere: no expression may take more than its length in steps. `potential` is the
    // strictest; a sticky expression is tried at one place only; test/unit/expressions.test.ts tries them all besides.
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignorePartial: false }],
    },
  },
  { files: ['shared/**/*.ts'], rules: forbid(vscode, engine, server, client) },
  {
    files: ['core/**/*.ts'],
    rules: forbid(vscode, engine, re2, yaml, server, client, cluster, connection),
  },
  { files: ['core/**/*.test.ts'], rules: forbid(vscode, engine, re2, client, cluster) },
  {
    files: ['core/engine/yamlEngine.ts'],
    rules: forbid(vscode, re2, yaml, server, client, cluster, connection),
  },
  {
    files: ['core/patterns/re2.ts'],
    rules: forbid(vscode, engine, yaml, server, client, cluster, connection),
  },
  { files: ['server/**/*.ts'], rules: forbid(vscode, engine, re2, yaml, client, cluster) },
  { files: ['cli/**/*.ts'], rules: forbid(vscode, engine, re2, yaml, server, client, connection) },
  { files: ['cluster/**/*.ts'], rules: forbid(vscode, engine, server, client) },
  { files: ['client/**/*.ts'], rules: forbid(vscode, server) },
  {
    // The edge: what the editor sees and what it calls.
    files: [
      'client/{extension,languageClient,log,status}.ts',
      'client/{editor,commands}/**/*.ts',
      'client/explorer/*.ts',
    ],
    rules: forbid(server),
  },
  {
    // Words of files, kubeconfigs and servers are text, not links: one file shows them.
    files: ['{client,cluster}/**/*.ts'],
    ignores: ['client/editor/window.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...[
          ...['showInformationMessage', 'showWarningMessage', 'showErrorMessage'],
          ...['showQuickPick', 'createQuickPick', 'showInputBox', 'createInputBox'],
          ...['withProgress', 'setStatusBarMessage'],
        ].map((property) => ({
          property,
          message: 'client/editor/window.ts shows messages, lists and questions as plain text',
        })),
        ...['http', 'https'].map((object) => ({
          object,
          property: 'request',
          message: 'VS Code replaces it; cluster/http/httpRequest.ts sends requests',
        })),
      ],
    },
  },
  {
    files: ['{cli,client,cluster,core,server,shared}/**/*.ts'],
    ignores: ['**/{*.test,testing}.ts'],
    rules: {
      ...forbidOfNode(urls),
      'no-restricted-globals': [
        'error',
        ...['decodeURI', 'decodeURIComponent'].map((name) => ({
          name,
          message: 'percentDecoded of shared/uri.ts never throws',
        })),
      ],
    },
  },
  {
    files: ['{core,server,shared}/**/*.ts'],
    ignores: ['core/workspace/disk/*', '**/{*.test,testing}.ts'],
    rules: forbidOfNode(disk, urls),
  },
  { files: ['shared/uri.ts'], rules: { 'no-restricted-globals': 'off' } },
  // Generated: one line a rule. Tables: rows, and nothing to be cut into functions.
  {
    files: ['core/rules/index.ts', 'core/rules/tables/*/*.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['{scripts,tools}/**/*', 'esbuild.mjs', 'test/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', '**/*.test.ts'],
    rules: {
      // What a server answers in a test is read as it comes.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-deprecated': 'off',
      // Their texts are our own.
      'regexp/no-super-linear-backtracking': 'off',
      'regexp/no-super-linear-move': 'off',
      'max-lines': 'off',
      'max-lines-per-function': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
);
