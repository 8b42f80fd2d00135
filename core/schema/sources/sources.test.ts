import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Disk } from '../../workspace/disk/disk.ts';
import { crdsOnDisk, manifestFiles, mayHoldCrds, scanForCrds } from './crdFiles.ts';
import { ClusterSource } from './cluster.ts';
import { SettingSource } from './setting.ts';
import { readSettingFiles } from './settingFiles.ts';

function folder(files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'dpm-sources-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.com
  names:
    kind: Thing
    plural: things
  versions:
  - name: v1
    served: true
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec: { type: object }
`;

test('the scan finds CRDs in YAML and JSON, in lists and between other documents, and stops at its limit', async () => {
  const path = folder({
    'a/crd.yaml': `a: 1\n---\n${crd}`,
    'b.json': JSON.stringify({ kind: 'List', apiVersion: 'v1', items: [{}] }),
    'chart/templates/crd.yml': `{{- if .Values.crds }}\n${crd}{{- end }}\n`,
    'node_modules/x/crd.yaml': crd,
    'note.txt': crd,
    'says.yaml': '# no CustomResourceDefinition here\nkind: Pod\n',
    'broken.yaml': `${crd}  names: [\n`,
  });
  const disk = new Disk(undefined, [path]);
  const found: string[] = [];
  const scan = (limit: number): Promise<number> =>
    scanForCrds(disk, manifestFiles(disk, path, limit), 1_000_000, (file, crds) => {
      found.push(`${file.slice(path.length + 1)} ${crds.map(({ head }) => head.kind).join()}`);
    });
  expect(await scan(100)).toBe(5);
  expect(found.sort()).toEqual([
    'a/crd.yaml Thing',
    'broken.yaml Thing',
    'chart/templates/crd.yml Thing',
  ]);
  const [broken] = await crdsOnDisk(disk, join(path, 'broken.yaml'), 1_000_000);
  expect(broken?.value()).toBeUndefined();
  expect(await scan(2)).toBe(2);
});

test('a CRD is read when its schema is needed; a file that is gone has none', async () => {
  const path = join(folder({ 'crd.yaml': crd }), 'crd.yaml');
  const disk = new Disk(undefined, [path]);
  const [found] = await crdsOnDisk(disk, path, 1_000_000);
  expect(found?.value()).toMatchObject({ spec: { group: 'example.com' } });
  rmSync(path);
  expect(found?.value()).toBeUndefined();
  expect(await crdsOnDisk(disk, path, 1_000_000)).toEqual([]);
});

test('files above the size limit are left out', async () => {
  const path = join(folder({ 'crd.yaml': crd }), 'crd.yaml');
  const disk = new Disk(undefined, [path]);
  expect(await crdsOnDisk(disk, path, 100)).toEqual([]);
});

test('a CRD that could only be read slowly is left out with the reason, once', async () => {
  const fields = Array.from({ length: 5_000 }, (_, index) => `f${String(index)}: {type: string}`);
  const inFlow = `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {group: example.com, x: {${fields.join(', ')}}}\n`;
  const path = join(folder({ 'flow.yaml': inFlow, 'crd.yaml': crd }), 'flow.yaml');
  const said: string[] = [];
  const disk = new Disk((sentence) => said.push(sentence), [path, join(dirname(path), 'crd.yaml')]);
  expect(await crdsOnDisk(disk, path, 1_000_000)).toEqual([]);
  expect(await crdsOnDisk(disk, path, 1_000_000)).toEqual([]);
  expect(await crdsOnDisk(disk, join(dirname(path), 'crd.yaml'), 1_000_000)).toHaveLength(1);
  expect(said).toEqual([
    expect.stringContaining('flow.yaml is not read: it mentions CRDs, and is too long'),
  ]);
});

test('only manifests outside of other people’s folders may hold CRDs', () => {
  expect(mayHoldCrds('a/b.yaml') && mayHoldCrds('c.JSON')).toBe(true);
  expect(mayHoldCrds('a/node_modules/b.yaml') || mayHoldCrds('a.txt')).toBe(false);
});

test('each file of the setting that is of no use is told with its reason', async () => {
  const path = folder({
    'crd.yaml': crd,
    'pod.yaml': 'kind: Pod\n',
    'broken.json': '{ "a": ',
    'large.yaml': `# ${'x'.repeat(3000)}\n${crd}`,
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
  const settings = files.map((file) => ({ file }));
  await readSettingFiles(source, settings, { folders: [path], maxBytes: 2000 }, (problem) =>
    told.push(problem),
  );
  expect(source.kinds.map(({ kind }) => kind)).toEqual(['Thing']);
  expect(told.map((problem) => problem.replaceAll(path, '').split('files: ')[1])).toEqual([
    expect.stringMatching(/^"pod.yaml": .* neither a CRD nor a schema/),
    expect.stringMatching(/^"broken.json": .* neither YAML nor JSON/),
    expect.stringMatching(
      /^"large.yaml": .* it has 3.3 kB, the limit is 2.0 kB \(setting dataPlatform.maxFileSizeMB\)/,
    ),
    expect.stringMatching(/^"plain.json": .* name them in the setting/),
    '"no*.yaml" names no file',
    expect.stringMatching(/^"gone.yaml": .* cannot be read/),
  ]);
  await readSettingFiles(source, [], { folders: [path], maxBytes: 2000 }, () => undefined);
  expect(source.kinds).toEqual([]);
});

test('an OpenAPI document in the setting gives all of its kinds, with their references', () => {
  const source = new SettingSource();
  const gvk = { group: 'example.com', version: 'v1', kind: 'Thing' };
  const document = {
    definitions: {
      'v1.Thing': {
        type: 'object',
        properties: { spec: { $ref: '#/definitions/v1.Spec' } },
        'x-kubernetes-group-version-kind': [gvk],
      },
      'v1.Spec': { type: 'object', properties: { a: { type: 'string' } } },
    },
  };
  const uri = pathToFileURL('/o.json').href;
  expect(source.add({ uri, label: 'o.json' }, JSON.stringify(document))).toBeUndefined();
  const root = source.find(gvk)[0]?.root();
  const [bundle = '', name = ''] = (root?.properties?.spec?.$ref ?? '').split('#/');
  expect(source.definition(bundle, name)?.properties).toHaveProperty('a');
});

test('a cluster keeps the groups whose hash stays and lets the others go', () => {
  const source = new ClusterSource();
  const asked: string[] = [];
  const changed: string[] = [];
  source.fetch = (_, groupVersion) => asked.push(groupVersion);
  source.onDidChange = (keys) => changed.push(...keys);
  const component = (kind: string): object => ({
    type: 'object',
    'x-kubernetes-group-version-kind': [{ group: 'a.io', version: kind.toLowerCase(), kind }],
  });
  const schema = (kind: string) => ({ components: { [kind]: component(kind) }, resources: [] });
  source.need('a.io/v1');
  source.setIndex({ context: 'c', groupVersions: { 'a.io/v1': '1', 'a.io/v2': '1' } });
  source.need('a.io/v1');
  source.need('a.io/v1');
  source.need('a.io/v2');
  source.need('b.io/v1');
  expect(asked).toEqual(['a.io/v1', 'a.io/v2']);
  source.add('c', 'a.io/v1', schema('V1'));
  source.add('c', 'a.io/v2', schema('V2'));
  source.add('another', 'a.io/v2', schema('V2'));
  expect(source.kinds.map(({ kind }) => kind)).toEqual(['V1', 'V2']);
  changed.length = 0;
  source.setIndex({ context: 'c', groupVersions: { 'a.io/v1': '1', 'a.io/v2': '2' } });
  expect(changed).toEqual(['a.io/v2/V2']);
  source.need('a.io/v1');
  source.need('a.io/v2');
  expect(asked.slice(2)).toEqual(['a.io/v2']);
  source.setIndex(undefined);
  expect(source.kinds).toEqual([]);
});
