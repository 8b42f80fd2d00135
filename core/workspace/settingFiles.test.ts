import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileUriOf } from '../../shared/uri.ts';
import { SettingSource } from '../schema/sources/setting.ts';
import { SettingFiles } from './settingFiles.ts';
import { folderOf, thingCrd } from './testing.ts';

test('each file of the setting that is of no use is told with its reason', async () => {
  const path = folderOf({
    'crd.yaml': thingCrd,
    'pod.yaml': 'kind: Pod\n',
    'broken.json': '{ "a": ',
    'large.yaml': `# ${'x'.repeat(3000)}\n${thingCrd}`,
    'plain.json': '{ "type": "object" }',
  });
  const source = new SettingSource();
  const told: string[] = [];
  const files = [
    'crd.yaml',
    'pod.yaml',
    'broken.json',
    'large.yaml',
    'plain.json',
    'no*.yaml',
    'gone.yaml',
  ];
  const reader = new SettingFiles(
    source,
    () => ({ folders: [path], maxBytes: 2000 }),
    (problem) => told.push(problem),
  );
  expect(reader.use(files.map((file) => ({ file })))).toBe(true);
  expect(reader.use(files.map((file) => ({ file })))).toBe(false);
  await reader.read();
  expect(source.kinds.map(({ kind }) => kind)).toEqual(['Thing']);
  expect(told.map((problem) => problem.replaceAll(path, '').split('files: ')[1])).toEqual([
    expect.stringMatching(/^"pod.yaml": .* neither a CRD nor a schema/),
    expect.stringMatching(/^"broken.json": .* neither YAML nor JSON/),
    expect.stringMatching(
      /^"large.yaml": .* it has 3.4 kB, the limit is 2.0 kB \(setting dataPlatform.maxFileSizeMB\)/,
    ),
    expect.stringMatching(/^"plain.json": .* name them in the setting/),
    '"no*.yaml" names no file',
    expect.stringMatching(/^"gone.yaml": .* cannot be read/),
  ]);
  expect(reader.knows(fileUriOf(join(path, 'crd.yaml')))).toBe(true);
  reader.use([]);
  await reader.read();
  expect(source.kinds).toEqual([]);
});
