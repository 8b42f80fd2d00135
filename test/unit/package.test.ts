/** What goes into the package, and what must not. Lists files as vsce does; `npm run package` checks the size. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '@vscode/vsce';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../harness/manifests.ts';

test('the package holds the programs, the schemas and the texts, and nothing else', async () => {
  const files = await listFiles({ cwd: repositoryRoot, packagedDependencies: [] });
  const kinds = new Set(
    files.map((file) => file.replace(/^dist\/schemas\/[^/]+\.json$/, 'dist/schemas/*.json')),
  );
  expect([...kinds].sort()).toEqual(
    [
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'client/resources/explorer.svg',
      'dist/apply.js',
      'dist/archive.js',
      'dist/celLibrary.js',
      'dist/schemaJudge.js',
      'dist/client.cjs',
      'dist/cluster.js',
      'dist/engine.js',
      'dist/explanations.json',
      'dist/judge.js',
      'dist/languageClient.js',
      'dist/lifeline.js',
      'dist/package.json',
      'dist/pictureLayout.js',
      'dist/pluginTerminal.js',
      'dist/schemas/*.json',
      'dist/server.js',
      'dist/serverMain.js',
      'dist/webview/objectPage.css',
      'dist/webview/objectPage.js',
      'dist/webview/picturePage.css',
      'dist/webview/picturePage.js',
      'docs/images/icon.png',
      'package.json',
      'snippets/manifests.json',
      // Made by `npm run package` alone.
      ...(existsSync(join(repositoryRoot, 'dist/ThirdPartyNotices.txt'))
        ? ['dist/ThirdPartyNotices.txt']
        : []),
    ].sort(),
  );
});
