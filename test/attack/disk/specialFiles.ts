/** Files that are none, or that lead elsewhere, under every name that the server reads by itself. */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { tgz } from '../../harness/tar.ts';
import {
  chart,
  crd,
  dependsOn,
  manifest,
  schemaOf,
  type HostileWorkspace,
} from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';

/** Every name that is read, each in a folder of its own. */
const names = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
  'Chart.yaml',
  'requirements.yaml',
  'values.schema.json',
  'charts',
  'charts/dep',
  'charts/dep/Chart.yaml',
  'charts/dep/values.schema.json',
  'charts/dep-1.0.0.tgz',
  'crd.yaml',
  'named.json',
];

/** Puts something there instead of the file. `outside` is the file of that name outside. */
type Make = (workspace: HostileWorkspace, name: string, outside: string) => void | Promise<void>;

const kinds: Record<string, Make> = {
  'a pipe': (workspace, name) => workspace.pipe(workspace.path(name)),
  'a link to a pipe elsewhere': (workspace, name) => {
    const pipe = join(workspace.outside, `pipe of ${name.replaceAll('/', ' ')}`);
    workspace.pipe(pipe);
    workspace.link(name, pipe);
  },
  'a link to /dev/zero': (workspace, name) => workspace.link(name, '/dev/zero'),
  'a link to /dev/stdin': (workspace, name) => workspace.link(name, '/dev/stdin'),
  'a link to /dev/tty': (workspace, name) => workspace.link(name, '/dev/tty'),
  'a link to /proc/self/environ': (workspace, name) => workspace.link(name, '/proc/self/environ'),
  'a socket': (workspace, name) =>
    new Promise((resolve) => {
      // Its path is short enough from the folder only.
      const server = createServer().unref();
      server.listen(workspace.path(name), resolve).on('error', () => {
        resolve();
      });
    }),
  'a folder': (workspace, name) => mkdirSync(workspace.path(name)),
  'a link to itself': (workspace, name) => workspace.link(name, name.split('/').at(-1) ?? name),
  'a link to the root': (workspace, name) => workspace.link(name, '/'),
  'a link to a folder above': (workspace, name) => workspace.link(name, '../../..'),
  'a link to the file outside': (workspace, name, outside) => workspace.link(name, outside),
  'a chain of links to the file outside': (workspace, name, outside) => {
    const chain = Array.from({ length: 5 }, (_, at) => workspace.path(`${name}.link${at}`));
    workspace.link(name, chain[0] ?? '');
    for (const [at, link] of chain.entries())
      workspace.link(link.slice(workspace.root.length), chain[at + 1] ?? outside);
  },
  'a link that dangles': (workspace, name) => workspace.link(name, '/not/there'),
  'a sparse file of a terabyte': (workspace, name) => {
    workspace.put({ [name]: '' });
    truncateSync(workspace.path(name), 2 ** 40);
  },
  'a file that may not be read': (workspace, name) => {
    workspace.put({ [name]: 'a: 1\n' });
    chmodSync(workspace.path(name), 0);
  },
  zeros: (workspace, name) => workspace.put({ [name]: Buffer.alloc(400_000) }),
  'bytes that are no text': (workspace, name) =>
    workspace.put({
      [name]: Buffer.from(Array.from({ length: 50_000 }, (_, at) => (at * 167) % 256)),
    }),
};

export const specialFiles: readonly Case[] = Object.entries(kinds).map(([kind, make]) => ({
  name: `every file is ${kind}`,
  options: { settings: { schemas: { files: ['*/named.json', 'named.json/named.json'] } } },
  async prepare(workspace) {
    for (const name of names) {
      const folder = name.replaceAll('/', '_');
      workspace.put({
        [`${folder}/manifest.yaml`]: manifest,
        [`${folder}/values.yaml`]: 'x: 1\ndep: { x: 1 }\n',
        [`${folder}/Chart.yaml`]: dependsOn('dep'),
        [`${folder}/values.schema.json`]: schemaOf('own'),
        [`${folder}/templates/pod.yaml`]: manifest,
        [`${folder}/charts/dep/Chart.yaml`]: chart(),
        [`${folder}/charts/dep/values.schema.json`]: schemaOf('own'),
      });
      if (name === 'charts/dep-1.0.0.tgz') {
        workspace.put({ [`${folder}/charts/dep-1.0.0.tgz`]: tgz([]) });
        rmSync(workspace.path(`${folder}/charts/dep`), { recursive: true });
      }
      const special = `${folder}/${name}`;
      rmSync(workspace.path(special), { recursive: true, force: true });
      await make(workspace, special, join(workspace.outside, name));
    }
    workspace.put({ 'last/crd.yaml': crd('Last', 'a') });
  },
  async run(workspace) {
    await workspace.scanned();
    for (const name of names) {
      const folder = name.replaceAll('/', '_');
      await workspace.ask(`${folder}/manifest.yaml`, manifest);
      await workspace.ask(`${folder}/values.yaml`, 'x: 1\ndep: { x: 1 }\n');
      await workspace.ask(`${folder}/templates/pod.yaml`, manifest);
      const uri = workspace.uri(`${folder}/${name}`);
      for (const type of [1, 2])
        workspace.server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
    }
    // What comes after is still found.
    const found = await workspace.ask(
      'last.yaml',
      'apiVersion: hostile.example.com/v1\nkind: Last\nmetadata: { name: a }\nspec: { b: x }\n',
    );
    if (!found.some(({ code }) => code === 'unknown-field'))
      workspace.problems.push('a CRD beside them is not found');
  },
}));

export const changingFiles: readonly Case[] = [
  {
    name: 'files that vanish, grow and change their kind while they are read',
    prepare(workspace) {
      workspace.put({
        'a/values.yaml': 'x: 1\n',
        'a/manifest.yaml': manifest,
        'a/Chart.yaml': chart(),
      });
    },
    async run(workspace) {
      await workspace.scanned();
      const changing = [
        'a/Chart.yaml',
        'a/kustomization.yaml',
        'a/values.schema.json',
        'a/crd.yaml',
      ];
      for (let round = 0; round < 12; round++) {
        for (const name of changing) {
          rmSync(workspace.path(name), { force: true });
          if (round % 4 === 0) workspace.pipe(workspace.path(name));
          else if (round % 4 === 1) workspace.link(name, workspace.outside);
          else if (round % 4 === 2) workspace.put({ [name]: 'a'.repeat(1_000 * round) });
          const uri = workspace.uri(name);
          workspace.server.notify('workspace/didChangeWatchedFiles', {
            changes: [{ uri, type: 2 }],
          });
        }
        await workspace.ask('a/values.yaml', 'x: 1\n');
        await workspace.ask('a/manifest.yaml', manifest);
      }
    },
  },
  {
    name: 'a CRD that becomes a pipe between index and use',
    prepare(workspace) {
      workspace.put({ 'crd.yaml': crd('Thing', 'a') });
    },
    async run(workspace) {
      await workspace.scanned();
      rmSync(workspace.path('crd.yaml'));
      workspace.pipe(workspace.path('crd.yaml'));
      await workspace.ask(
        'thing.yaml',
        'apiVersion: hostile.example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec: { b: x }\n',
      );
    },
  },
  {
    name: 'a CRD that becomes a link outside between index and use',
    prepare(workspace) {
      workspace.put({ 'crd.yaml': crd('Outside', 'a') });
    },
    async run(workspace) {
      await workspace.scanned();
      rmSync(workspace.path('crd.yaml'));
      workspace.link('crd.yaml', join(workspace.outside, 'crd.yaml'));
      await workspace.ask(
        'thing.yaml',
        'apiVersion: hostile.example.com/v1\nkind: Outside\nmetadata: { name: a }\nspec: { b: x }\n',
      );
    },
  },
  {
    name: 'the workspace is removed while it is open',
    prepare(workspace) {
      workspace.put({
        'crd.yaml': crd('Thing', 'a'),
        'chart/Chart.yaml': chart(),
        'chart/values.yaml': 'a: 1\n',
      });
    },
    async run(workspace) {
      await workspace.scanned();
      execFileSync('rm', ['-rf', workspace.root]);
      const changes = ['crd.yaml', 'chart/Chart.yaml'].map((name) => ({
        uri: workspace.uri(name),
        type: 3,
      }));
      workspace.server.notify('workspace/didChangeWatchedFiles', { changes });
      await workspace.ask('chart/values.yaml', 'a: 1\n');
      workspace.server.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [], removed: [{ uri: workspace.uri(''), name: 'w' }] },
      });
      await workspace.ask('chart/values.yaml', 'a: 1\n');
    },
  },
];
