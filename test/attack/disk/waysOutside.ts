/** Dependencies, paths and links that lead out of the workspace. What lies outside must not be read, nor said. */
import { relative } from 'node:path';
import { chart, dependsOn, manifest, type HostileWorkspace } from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';

const values = 'x: 1\nd: { x: 1 }\n';

const application = (path: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata: { name: a }
spec:
  project: d
  destination: { name: x }
  source:
    repoURL: https://example.com/x
    path: ${JSON.stringify(path)}
    helm:
      valueFiles: [values.yaml, ${JSON.stringify(`${path}/values.yaml`)}]
      valuesObject: { x: 1 }
`;
const helmRelease = (path: string): string => `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata: { name: a }
spec:
  interval: 1m
  chart: { spec: { chart: ${JSON.stringify(path)}, sourceRef: { kind: GitRepository, name: g }, valuesFiles: [${JSON.stringify(`${path}/values.yaml`)}] } }
  values: { x: 1 }
`;
const helmfile = (path: string): string =>
  `releases:\n- name: a\n  chart: ${JSON.stringify(path)}\n  values: [${JSON.stringify(`${path}/values.yaml`)}, { x: 1 }]\n`;
const kustomization = (path: string): string =>
  `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [${JSON.stringify(path)}]
patches: [{ path: ${JSON.stringify(`${path}/a.yaml`)} }]
helmGlobals: { chartHome: ${JSON.stringify(path)} }
helmCharts: [{ name: ${JSON.stringify(path)}, valuesFile: ${JSON.stringify(`${path}/values.yaml`)}, valuesInline: { x: 1 } }]
`;

/** Ways to write the folder outside, seen from a folder of the workspace. */
const spellings: Record<string, (workspace: HostileWorkspace) => string> = {
  'an absolute path': ({ outside }) => outside,
  'a relative path': ({ root, outside }) => relative(`${root}/a`, outside),
  'a path that climbs above all': ({ outside }) => `${'../'.repeat(40)}${outside}`,
  'a path with dots within': ({ root, outside }) =>
    `${root}/x/../.${outside.replace(root, '')}/../../out`,
  'a host': ({ outside }) => `//evil.example.com${outside}`,
  'many slashes': ({ outside }) => `////${outside}`,
  'an escaped path': ({ outside }) => outside.replaceAll('/', '%2F'),
  'the folder of processes': () => '/proc/self/root/proc/self/cwd',
  'a path with a NUL': ({ outside }) => `${outside}\0`,
  'a path of 100 KB': ({ outside }) => `${'.//'.repeat(50_000)}${outside}`,
};

export const waysOutside: readonly Case[] = [
  ...Object.entries(spellings).map(([spelling, write]): Case => ({
    name: `${spelling} in charts, releases and kustomizations`,
    prepare(workspace) {
      const path = write(workspace);
      workspace.put({
        'a/Chart.yaml': dependsOn(path),
        'a/values.yaml': `x: 1\n${JSON.stringify(path)}: { x: 1 }\n`,
        'b/Chart.yaml': dependsOn('d', `  repository: ${JSON.stringify(`file://${path}`)}\n`),
        'b/values.yaml': values,
        'c/application.yaml': application(path),
        'c/release.yaml': helmRelease(path),
        'c/helmfile.yaml': helmfile(path),
        'c/kustomization.yaml': kustomization(path),
        'c/values.yaml': values,
        'd/requirements.yaml': `dependencies: [{ name: d, repository: ${JSON.stringify(`file://${path}`)} }]\n`,
        'd/Chart.yaml': chart(),
        'd/values.yaml': values,
      });
    },
    async run(workspace) {
      await workspace.scanned();
      const names = [
        'a/values',
        'b/values',
        'c/application',
        'c/release',
        'c/helmfile',
        'c/kustomization',
        'c/values',
        'd/values',
      ];
      for (const name of names) {
        await workspace.ask(`${name}.yaml`);
        const links = await workspace.server.ask<{ target?: string }[]>(
          'documentLink',
          workspace.uri(`${name}.yaml`),
        );
        for (const { target = '' } of links)
          if (!/^https?:/.test(target) && !target.startsWith(workspace.uri('')))
            workspace.problems.push(`a link leads to ${target.slice(0, 200)}`);
      }
    },
  })),
  {
    name: 'folders that are links, above, around and below what is read',
    prepare(workspace) {
      workspace.link('sub', workspace.outside);
      workspace.put({ 'a/Chart.yaml': dependsOn('dep'), 'a/values.yaml': values });
      workspace.link('a/charts', `${workspace.outside}/charts`);
      workspace.link('b/templates', workspace.outside);
      workspace.link('circle/again', '..');
      workspace.link('root', '/');
      workspace.put({ 'circle/crd/a.yaml': manifest });
    },
    options: ({ outside }) => ({
      settings: {
        schemas: {
          files: [
            'sub/*.yaml',
            'sub/crd.yaml',
            'root/**/crd.yaml',
            `${outside}/../in/sub/crd.yaml`,
          ],
        },
      },
    }),
    async run(workspace) {
      await workspace.scanned();
      for (const name of [
        'sub/values.yaml',
        'sub/x.yaml',
        'b/templates/x.yaml',
        'circle/again/circle/again/a.yaml',
      ])
        await workspace.ask(name, values);
      await workspace.ask('a/values.yaml');
      await workspace.ask(
        'outside.yaml',
        'apiVersion: hostile.example.com/v1\nkind: Outside\nmetadata: { name: a }\nspec: { b: x }\n',
      );
    },
  },
  {
    name: 'a file outside that the editor opens is judged, and nothing around it is read',
    async run(workspace) {
      await workspace.scanned();
      const uri = `file://${workspace.outside}/open.yaml`;
      const found = await workspace.askUri(
        uri,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndatum: {}\n',
      );
      if (!found.some(({ code }) => code === 'unknown-field'))
        workspace.problems.push('its text is not judged');
      await workspace.askUri(`file://${workspace.outside}/values.yaml`, values);
      for (const type of [1, 2])
        workspace.server.notify('workspace/didChangeWatchedFiles', {
          changes: ['crd.yaml', 'values.yaml', 'Chart.yaml'].map((name) => ({
            uri: `file://${workspace.outside}/${name}`,
            type,
          })),
        });
      await workspace.askUri(uri, manifest);
    },
  },
  {
    name: 'a dependency in a circle, and on itself',
    prepare(workspace) {
      workspace.put({
        'a/Chart.yaml': dependsOn('d', '  repository: file://../b\n'),
        'a/values.yaml': values,
        'b/Chart.yaml': dependsOn('d', '  repository: file://../a\n'),
        'b/values.yaml': values,
        'c/Chart.yaml': dependsOn('hostile', '  repository: file://.\n'),
        'c/values.yaml': values,
        'd/Chart.yaml': chart(`dependencies: [${'{ name: d, version: 1.0.0 }, '.repeat(2_000)}]\n`),
        'd/values.yaml': values,
      });
    },
    async run(workspace) {
      for (const name of ['a', 'b', 'c', 'd']) await workspace.ask(`${name}/values.yaml`);
    },
  },
  {
    name: 'aliases that are a bomb, in every file that is read',
    prepare(workspace) {
      const bomb = `a0: &a0 [x]\n${Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [${`*a${at}, `.repeat(4)}]\n`).join('')}`;
      workspace.put({
        'kustomization.yaml': `${bomb}patches: *a30\n`,
        'a.yaml': manifest,
        'c/Chart.yaml': `${bomb}dependencies: *a30\n`,
        'c/requirements.yaml': `${bomb}dependencies: *a30\n`,
        'c/values.yaml': values,
      });
    },
    async run(workspace) {
      await workspace.ask('a.yaml');
      await workspace.ask('c/values.yaml');
    },
  },
  {
    name: 'a kustomization of 490 KB beside forty files is read once',
    prepare(workspace) {
      workspace.put({
        'kustomization.yaml': `patches:\n${'- path: some/file.yaml\n'.repeat(21_000)}`,
      });
      for (let at = 0; at < 40; at++) workspace.put({ [`f${at}.yaml`]: manifest });
    },
    async run(workspace) {
      const before = workspace.server.processorMs();
      await workspace.ask('f0.yaml');
      const first = workspace.server.processorMs() - before;
      for (let at = 1; at < 40; at++) await workspace.ask(`f${at}.yaml`);
      const rest = workspace.server.processorMs() - before - first;
      if (rest > 2 * first + 1_000)
        workspace.problems.push(`the first took ${first} ms, the others ${rest} ms`);
    },
  },
];
