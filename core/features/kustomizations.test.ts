import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CancellationToken } from 'vscode-languageserver';
import { fileUriOf } from '../../shared/uri.ts';
import { workspace } from '../helm/testing.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { finish } from '../pacing/work.ts';
import { objectsIn } from '../problems/examine.ts';
import { Workspace } from '../workspace/workspace.ts';

const deployment = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\n';
const head = 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n';

/** A workspace that has been scanned. */
async function scanned(files: Record<string, string>): Promise<ReturnType<typeof workspace>> {
  const made = workspace(files);
  await new Workspace(made.session).start();
  return made;
}

describe('a kustomization', () => {
  test('is told its misspelt, misplaced and deprecated fields', async () => {
    const { check } = workspace();
    const text = `${head}resourcs: []\nimages:\n  - name: a\n    newTag: 1.5\n    tag: b\nnamespace: [a]\n`;
    expect(await check('kustomization.yaml', text)).toEqual([
      '3 error[unknown-field] a kustomization has no "resourcs" here: did you mean resources?',
      expect.stringMatching(/^6 error\[wrong-type\]/),
      expect.stringMatching(
        /^7 error\[unknown-field\] a kustomization has no "tag" here: it takes digest/,
      ),
      expect.stringMatching(/^8 error\[wrong-type\]/),
    ]);
  });

  test('without apiVersion and kind is one by its name, and one of Flux is none', async () => {
    const { check } = workspace();
    expect(await check('kustomization.yml', 'resourcs: []\n')).toHaveLength(1);
    expect(await check('a.yaml', 'resourcs: []\n')).toEqual([]);
    const licensed = '# Licensed to somebody.\n---\nresourcs: []\n';
    expect(await check('licensed/kustomization.yaml', licensed)).toHaveLength(1);
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: b}\n' +
      'spec: {interval: 1m, prune: true, sourceRef: {kind: GitRepository, name: a}}\n';
    expect(await check('kustomization.yaml', flux)).toEqual([]);
  });

  test('may write its keys in another case', async () => {
    const { check } = workspace();
    expect(await check('kustomization.yaml', `${head}Resources: []\n`)).toEqual([
      '3 information[unknown-field] kustomize reads "Resources" as resources: write it so',
    ]);
  });

  test('is told which paths lead nowhere, and nothing of addresses', async () => {
    const files = {
      'a.yaml': '',
      'base/kustomization.yaml': '',
      'empty/x.yaml': '',
      'k/kustomization.yaml': '',
    };
    const { check } = workspace(files);
    const resources = [
      ...[
        '../a.yaml',
        '../base',
        '../none.yaml',
        '../empty',
        'https://example.com/a.yaml',
        'github.com/a/b//c?ref=v1',
      ],
      ...['git@github.com:a/b.git', '$' + '{X}/a.yaml'],
    ];
    const text = `${head}resources:\n${resources.map((each) => `  - ${each}\n`).join('')}`;
    expect(await check('k/kustomization.yaml', text)).toEqual([
      '6 warning[missing-path] there is no file or folder "../none.yaml": correct the path, or make it',
      '7 warning[missing-path] the folder "../empty" holds no kustomization.yaml: kustomize takes no folder without one',
    ]);
    expect(await check('unsaved/kustomization.yaml', `${head}resources: [none.yaml]\n`)).toEqual(
      [],
    );
  });

  test('has completion and hover of its own', () => {
    const { complete, hoverAt } = workspace();
    expect(complete('kustomization.yaml', `${head}|~\n`)).toContain('configMapGenerator');
    expect(complete('kustomization.yaml', `${head}images:\n  - name: a\n    |~\n`)).toContain(
      'newTag',
    );
    expect(complete('kustomization.yaml', `${head}buildMetadata:\n  - |~\n`)).toContain(
      'originAnnotations',
    );
    expect(hoverAt('kustomization.yaml', `${head}name|~space: a\n`)).toContain(
      'Namespace that every object',
    );
    expect(hoverAt('kustomization.yaml', `${head}ba|~ses: [a]\n`)).toContain(
      'Deprecated: use resources',
    );
  });
});

describe('a patch', () => {
  test('is checked as one wherever the kustomization lies that names it', async () => {
    const { check } = await scanned({
      'parts/a.yaml': '',
      'overlays/prod/Kustomization': 'patches: [{path: ../../parts/a.yaml}]\n',
    });
    expect(await check('parts/a.yaml', `${deployment}spec: {replicas: 3}\n`)).toEqual([]);
    expect(await check('parts/a.yaml', `${deployment}spec: {replica: 3}\n`)).toEqual([
      expect.stringContaining('error[unknown-field]'),
    ]);
    expect(await check('parts/b.yaml', `${deployment}spec: {replicas: 3}\n`)).not.toEqual([]);
  });

  test('may say how it is merged', async () => {
    const { check } = workspace({ 'kustomization.yaml': 'patches: [{path: p.yaml}]\n' });
    const text =
      `${deployment}  labels: {$patch: replace, a: b}\nspec:\n  template:\n    spec:\n      containers:\n` +
      '        - {name: a, $patch: delete}\n        - name: a\n          image: b\n          $setElementOrder/env: [{name: a}]\n' +
      '      $retainKeys: [containers]\n';
    expect(await check('p.yaml', text.replace('{name: web}', '\n  name: web'))).toEqual([]);
    expect(
      await check('p.yaml', '$patch: delete\napiVersion: "*"\nkind: "*"\nmetadata: {name: "*"}\n'),
    ).toEqual([]);
  });

  const inline = (lines: string, target = ''): string =>
    `${head}patches:\n  - ${target}patch: |-\n${lines.replace(/^/gm, '      ')}\n`;

  test('within the kustomization is checked, too', async () => {
    const { check } = workspace();
    const two = `${deployment}spec: {replicas: "3"}\n---\n${deployment}spec: {templat: {}}`;
    expect(await check('kustomization.yaml', inline(two))).toEqual([
      expect.stringMatching(/^8 error\[wrong-type\]/),
      expect.stringMatching(/^13 error\[unknown-field\]/),
    ]);
    expect(await check('kustomization.yaml', inline(`${deployment}spec: {paused: true}`))).toEqual(
      [],
    );
  });

  test('with a target is judged as what that names, whatever it says that it is', async () => {
    const { check } = workspace({
      'kustomization.yaml':
        'patches: [{path: p.yaml, target: {kind: Deployment}}, {path: q.yaml, target: {labelSelector: a=b}}]\n',
    });
    const target = 'target: {kind: Deployment}\n    ';
    const wrong = 'metadata: {name: any}\nspec: {replica: 2}';
    const heads = [
      'apps/v1\nkind: not-used',
      'v1\nkind: any',
      'any/v1\nkind: Any',
      'not-used\nkind: No',
    ];
    for (const head of heads) {
      const patch = `apiVersion: ${head}\n${wrong}`;
      const said = expect.stringMatching(/error\[unknown-field\] .*"replica".* replicas/) as string;
      expect(await check('kustomization.yaml', inline(patch, target))).toEqual([said]);
      expect(await check('p.yaml', patch)).toEqual([said]);
      expect(await check('p.yaml', patch.replace('replica', 'replicas'))).toEqual([]);
      expect(await check('q.yaml', patch)).toEqual([]);
      expect(
        await check('kustomization.yaml', inline(patch, 'target: {kind: "Dep.*"}\n    ')),
      ).toEqual([]);
    }
    expect(
      await check('kustomization.yaml', inline(`apiVersion: v1\nkind: any\n${wrong}`)),
    ).toHaveLength(1);
  });

  test('of operations is checked against the kind of its target', async () => {
    const { check } = workspace();
    const target = 'target: {group: apps, version: v1, kind: Deployment}\n    ';
    const operations =
      '- {op: replace, path: /spec/replicas, value: "3"}\n- {op: add, path: /spec/replica, value: 3}\n' +
      '- {op: add, path: /spec/template/spec/containers/0/args/-, value: a}\n- {op: remov, path: /spec}\n' +
      '- {op: add, path: spec.replicas, value: 1}\n- {op: add, path: /metadata/labels/a~1b, value: c}\n- {op: add, path: /spec/paused}';
    expect(await check('kustomization.yaml', inline(operations, target))).toEqual([
      expect.stringMatching(/^6 error\[wrong-type\]/),
      expect.stringMatching(/^7 error\[unknown-field\] Deployment has no field "replica"/),
      expect.stringMatching(/^9 error\[invalid-value\] .*did you mean remove/),
      expect.stringMatching(/^10 error\[wrong-type\] .*write \/spec\/replicas/),
      expect.stringMatching(/^12 error\[missing-field\]/),
    ]);
  });

  test('within an object of Flux or Argo CD is one, too', async () => {
    const { check } = workspace();
    const flux =
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: a, namespace: b}\n' +
      'spec:\n  interval: 1m\n  prune: true\n  sourceRef: {kind: GitRepository, name: a}\n  patches:\n    - patch: |\n' +
      `        ${`${deployment}spec: {replica: 3}`.replaceAll('\n', '\n        ')}\n`;
    expect(await check('a.yaml', flux)).toEqual([
      expect.stringMatching(/^13 error\[unknown-field\]/),
    ]);
  });

  test('is completed and explained by the schema of its kind', () => {
    const { complete, hoverAt } = workspace();
    expect(complete('kustomization.yaml', inline(`${deployment}spec:\n  |~`))).toContain(
      'replicas',
    );
    expect(hoverAt('kustomization.yaml', inline(`${deployment}spec:\n  repl|~icas: 3`))).toContain(
      'replicas',
    );
  });

  test('keeps its secrets', async () => {
    const { check } = workspace();
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {password: [hunter2]}';
    const said = [
      ...(await check('kustomization.yaml', inline(secret))),
      ...(await check(
        'kustomization.yaml',
        `${head}patches:\n  - |-\n${secret.replace(/^/gm, '    ')}\n`,
      )),
      ...(await check(
        'kustomization.yaml',
        `${head}secretGenerator:\n  - name: a\n    literals: {password: hunter2}\n`,
      )),
    ];
    expect(said.length).toBeGreaterThan(1);
    expect(said.join('\n')).not.toContain('hunter2');
  });
});

describe('what kustomize fills in', () => {
  const workload = `${deployment}spec:\n  template:\n    spec:\n      containers: [{name: a, image: 'b:1'}]\n`;

  test('is not missing: labels by the kustomization, one above or a component', async () => {
    const own = {
      'a/kustomization.yaml': 'resources: [a.yaml]\ncommonLabels: {a: b}\n',
      'a/a.yaml': '',
    };
    expect(await (await scanned(own)).check('a/a.yaml', workload)).toEqual([]);
    const above = {
      'a/kustomization.yaml': 'resources: [a.yaml]\n',
      'b/kustomization.yaml': 'resources: [../a]\ncomponents: [../c]\n',
      'c/kustomization.yaml':
        'kind: Component\nlabels: [{pairs: {a: b}, includeSelectors: true}]\n',
      'a/a.yaml': '',
    };
    expect(await (await scanned(above)).check('a/a.yaml', workload)).toEqual([]);
    const none = {
      'a/kustomization.yaml': 'resources: [a.yaml]\nlabels: [{pairs: {a: b}}]\n',
      'a/a.yaml': '',
    };
    expect(await (await scanned(none)).check('a/a.yaml', workload)).not.toEqual([]);
  });
});

test('Chart.yaml is told what Helm does not read, and what it needs', async () => {
  const { check, complete, hoverAt } = workspace({ 'c/Chart.yaml': '', 'sub/Chart.yaml': '' });
  const text =
    'apiVersion: v4\nname: a\ndescriptionn: b\nappVersion: 1.10\ndependencies:\n' +
    '  - {name: a, version: 1, repository: "file://../sub"}\n  - {name: b, version: 1.0.0, repository: "file://../none"}\n';
  expect(await check('c/Chart.yaml', text)).toEqual([
    expect.stringMatching(/^1 error\[missing-field\] version is missing/),
    expect.stringMatching(/^1 warning\[invalid-value\]/),
    '3 warning[unknown-field] a Chart.yaml has no "descriptionn" here: did you mean description?',
    expect.stringMatching(/^4 warning\[wrong-type\]/),
    expect.stringMatching(/^7 warning\[missing-path\]/),
  ]);
  expect(complete('c/Chart.yaml', 'apiVersion: v2\n|~\n')).toContain('kubeVersion');
  expect(hoverAt('c/Chart.yaml', 'ty|~pe: library\n')).toContain('application for a chart');
});

describe('values that a replacement fills in', () => {
  const web = `${deployment}spec:\n  replicas: FILLED\n  revisionHistoryLimit: FILLED\n  selector: {matchLabels: {a: b}}\n  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: web, image: "a:1", imagePullPolicy: FILLED}]}}\n`;
  const replacement = (paths: string, select = '{kind: Deployment}'): string =>
    `source: {kind: ConfigMap, fieldPath: data.a}\ntargets:\n  - select: ${select}\n    fieldPaths: ${paths}\n`;
  const indented = (text: string): string =>
    text
      .trimEnd()
      .split('\n')
      .map((line, index) => `${index === 0 ? '  - ' : '    '}${line}\n`)
      .join('');

  test('are not judged, and all others are', async () => {
    const paths = '[spec.replicas, "spec.template.spec.containers.[name=web].imagePullPolicy"]';
    const { check } = await scanned({
      'kustomization.yaml': `${head}resources: [web.yaml]\nreplacements:\n${indented(replacement(paths))}`,
      'web.yaml': web,
    });
    expect(await check('web.yaml', web)).toEqual([expect.stringMatching(/^6 error\[wrong-type\]/)]);
  });

  test('name what nobody knows yet, in an open file and in one that is examined', async () => {
    const pod =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers: [{name: web, image: "nginx:1.27"}]\n' +
      '  volumes:\n    - name: a\n      configMap: {name: tbd}\n    - name: b\n      configMap: {name: other}\n';
    const target = replacement('["spec.volumes.[name=a].configMap.name"]', '{kind: Pod}');
    const { session, folder } = await scanned({
      'kustomization.yaml': `${head}resources: [pod.yaml]\nreplacements:\n${indented(target)}`,
      'pod.yaml': pod,
    });
    const uri = fileUriOf(join(folder, 'pod.yaml'));
    session.open(uri, 'yaml', 1, pod);
    const file = session.file(uri);
    if (!file) throw new Error('no file');
    const all = (await diagnosticsOf(session, file, CancellationToken.None)) ?? [];
    const missing = all.filter(({ code }) => code === 'reference-missing');
    expect(missing.map(({ range }) => range.start.line)).toEqual([9]);
    const [kept] = finish(objectsIn(session, file));
    expect(kept?.replaced?.map(({ start }) => start.line)).toEqual([7]);
  });

  test('are those of the objects that are selected', async () => {
    const { check } = await scanned({
      'kustomization.yaml': `${head}resources: [web.yaml]\nreplacements:\n${indented(replacement('[spec.replicas]', '{kind: StatefulSet}'))}`,
      'web.yaml': web,
    });
    expect((await check('web.yaml', web)).map((each) => each[0])).toEqual(['5', '6', '8']);
  });

  test('may be named in a file, and by a kustomization further up', async () => {
    const { check } = await scanned({
      'top/kustomization.yaml': `${head}resources: [../base]\nreplacements: [{path: r.yaml}]\n`,
      'top/r.yaml': replacement('[spec.*, spec.template.spec.containers.0.imagePullPolicy]'),
      'base/kustomization.yaml': `${head}resources: [web.yaml]\n`,
      'base/web.yaml': web,
    });
    expect(await check('base/web.yaml', web)).toEqual([]);
  });

  test('are judged again in an open file once no replacement names them', async () => {
    const { session, folder } = await scanned({
      'kustomization.yaml': `${head}resources: [web.yaml]\nreplacements:\n${indented(replacement('[spec.replicas]'))}`,
      'web.yaml': web,
    });
    const path = (name: string): string => join(folder, name);
    const uri = fileUriOf(path('web.yaml'));
    session.open(uri, 'yaml', 1, web);
    const lines = async (): Promise<unknown> => {
      const file = session.file(uri);
      const found = file && (await diagnosticsOf(session, file, CancellationToken.None));
      return found?.map(({ range }) => range.start.line + 1);
    };
    expect(await lines()).toEqual([6, 8]);
    session.kustomizations.set(path('kustomization.yaml'), `${head}resources: [web.yaml]\n`);
    session.kustomizations.forget();
    writeFileSync(path('kustomization.yaml'), `${head}resources: [web.yaml]\n`);
    expect(await lines()).toEqual([5, 6, 8]);
  });
});

describe('images of a kustomization', () => {
  const pod = (image: string): string =>
    `apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - {name: web, image: ${image}}\n`;
  const codesOf = async (files: Record<string, string>, path: string): Promise<string[]> => {
    const { check } = await scanned(files);
    return (await check(path, files[path] ?? '')).map((each) => each.replace(/^.*\[|\].*$/g, ''));
  };

  test.each([
    ['a tag', '{name: app, newTag: "1.2"}', 'app', []],
    ['a digest', `{name: app, digest: "sha256:${'a'.repeat(64)}"}`, 'app:latest', []],
    ['another name alone', '{name: app, newName: registry/app}', 'app', ['image-latest']],
    ['a tag for another image', '{name: app, newTag: "1.2"}', 'application', ['image-latest']],
  ])('with %s', async (_, images, image, expected) => {
    const files = {
      'overlay/kustomization.yaml': `${head}resources: [../base]\nimages: [${images}]\n`,
      'base/kustomization.yaml': `${head}resources: [pod.yaml]\n`,
      'base/pod.yaml': pod(image),
    };
    expect(await codesOf(files, 'base/pod.yaml')).toEqual(expected);
  });
});
