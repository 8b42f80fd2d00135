/** Names that are hard to spell, and addresses that are none. */
import { rmSync } from 'node:fs';
import type { DocumentInfo } from '../../../shared/protocol.ts';
import { crd, manifest, sleep, type HostileWorkspace } from '../harness/hostileWorkspace.ts';
import type { Case } from '../harness/hostileCase.ts';

const names = [
  ...[
    'plain',
    'with blank',
    ' blanks ',
    'ünïcode',
    'u\u0308',
    'файл',
    '文件',
    '😀',
    'hash#1',
    'percent%41',
  ],
  ...[
    'percent%zz',
    '100%',
    '%2F',
    'colon:1',
    'question?',
    'copy (1)',
    'a+b',
    'v@1',
    'a=b&c',
    "quote's",
  ],
  ...[
    'semi;colon,comma',
    '[x](y)',
    '$dollar',
    'back\\slash',
    '{a,b}',
    '*star*',
    '~tilde',
    '^hat',
    '`tick`',
  ],
  ...[
    '"quoted"',
    '<angle>',
    'pipe|',
    '!bang',
    '-dash',
    '.dot',
    '..dots',
    '__proto__',
    'constructor',
  ],
];

/** As VS Code writes an address, as Node does, and as a careless client does. */
const spellings: Record<string, (path: string) => string> = {
  code: (path) => `file://${path.split('/').map(escapeAll).join('/')}`,
  node: (path) =>
    `file://${encodeURI(path).replaceAll('#', '%23').replaceAll('?', '%3F').replaceAll('\\', '%5C')}`,
  lower: (path) =>
    `file://${path
      .split('/')
      .map(escapeAll)
      .join('/')
      .replaceAll(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())}`,
};

function escapeAll(name: string): string {
  return encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

const kindOf = (at: number): string => `Hard${at}`;

export const addresses: readonly Case[] = [
  ...Object.entries(spellings).map(([client, spell]): Case => ({
    name: `names that are hard, as the client "${client}" spells them`,
    prepare(workspace) {
      for (const [at, name] of names.entries())
        workspace.put({ [`${name}.yaml`]: crd(kindOf(at), 'onDisk') });
    },
    async run(workspace) {
      await workspace.scanned();
      for (const [at, name] of names.entries()) await checkName(workspace, spell, name, at);
    },
  })),
  {
    name: 'addresses that are no paths',
    async run(workspace) {
      const uris = [
        ...[
          'file://server/share/x.yaml',
          'file:///tmp/a%2Fb.yaml',
          'file:///tmp/%zz.yaml',
          'file:///tmp/a%00b.yaml',
        ],
        ...[
          'untitled:%',
          'vscode-vfs://github/a/b%zz.yaml',
          'file:///C:/x.yaml',
          'file:',
          'file://',
          'not a uri',
          '',
        ],
        ...[
          '__proto__',
          'constructor',
          '1:x',
          'git:/x?{"a":1}',
          `file:///${'%ff'.repeat(5_000)}`,
          `file:///${'a/'.repeat(50_000)}`,
        ],
        ...[
          'file:///\ud800.yaml',
          'file:///../../../etc/x.yaml',
          'FILE:///tmp/x.yaml',
          'file:///tmp/x.yaml?a#b',
          '%',
          '//',
        ],
      ];
      for (const uri of uris) {
        const found = await workspace.askUri(
          uri,
          'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndatum: {}\n',
        );
        if (!found.some(({ code }) => code === 'unknown-field'))
          workspace.problems.push(`${uri.slice(0, 60)} is not judged`);
        await workspace.server.ask('documentLink', uri);
        await workspace.server.request('dataPlatform/documentInfo', {
          uri,
          position: { line: 0, character: 0 },
        });
        workspace.server.notify('workspace/didChangeWatchedFiles', {
          changes: [
            { uri, type: 2 },
            { uri, type: 3 },
          ],
        });
        workspace.server.close(uri);
      }
      const choices = Object.fromEntries(uris.map((uri) => [uri, 'trino']));
      workspace.server.notify('dataPlatform/chartChoices', { choices });
      await workspace.ask('a.yaml', manifest);
    },
  },
  ...[
    'file://server/share',
    'file:///tmp/%zz',
    'file:///tmp/a%2Fb',
    'file:///tmp/a%00',
    'vscode-vfs://github/a',
    'file:///not/there',
    '',
    '%',
    'file:',
  ].map((uri): Case => ({
    name: `a workspace folder ${JSON.stringify(uri)}`,
    options: { folders: [uri] },
    async run(workspace) {
      const found = await workspace.askUri(
        'untitled:a',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndatum: {}\n',
      );
      if (!found.some(({ code }) => code === 'unknown-field'))
        workspace.problems.push('nothing is judged');
      workspace.server.notify('workspace/didChangeWorkspaceFolders', {
        event: { added: [{ uri: 'file:///%zz', name: 'z' }], removed: [{ uri, name: 'w' }] },
      });
      await workspace.askUri('untitled:a', manifest);
    },
  })),
  {
    name: 'signs of patterns in the setting',
    prepare(workspace) {
      workspace.put({ 's(1)/a+b [x] $y.yaml': crd('Set', 'a') });
    },
    options: {
      settings: {
        schemas: {
          files: [
            '(',
            '[',
            '+',
            '$',
            '{',
            '}',
            '{{{{',
            '*(',
            's/{a,b',
            '**/**/**/**/*.nothing',
            '*a'.repeat(60),
            's(1)/a+b [x] $y.yam?',
            '\0',
          ],
        },
      },
    },
    async run(workspace) {
      await workspace.scanned();
      await sleep(500);
      const found = await workspace.ask(
        'set.yaml',
        'apiVersion: hostile.example.com/v1\nkind: Set\nmetadata: { name: a }\nspec: { b: x }\n',
      );
      if (!found.some(({ code }) => code === 'unknown-field'))
        workspace.problems.push('the file that is named is not used');
    },
  },
];

/** Edits, closes, writes and removes a file: its kind has one schema each time, and none at the end. */
async function checkName(
  workspace: HostileWorkspace,
  spell: (path: string) => string,
  name: string,
  at: number,
): Promise<void> {
  const file = `${name}.yaml`;
  const uri = spell(workspace.path(file));
  const { server } = workspace;
  const stateOf = async (field: string, count: number) => {
    const own = `untitled:own${at}`;
    server.open(
      own,
      `apiVersion: hostile.example.com/v1\nkind: ${kindOf(at)}\nmetadata: { name: a }\nspec: { ${field}: x }\n`,
    );
    const { items } = await server.ask<{ items: { code: string }[] }>('diagnostic', own);
    const info = await server.request<DocumentInfo | null>('dataPlatform/documentInfo', {
      uri: own,
      position: { line: 1, character: 0 },
    });
    server.close(own);
    const sources = info?.schema?.available ?? [];
    const codes = items
      .map(({ code }) => code)
      .filter((code) => count > 0 || code !== 'unknown-kind');
    return { sources, codes, isRight: codes.length === 0 && sources.length === count };
  };
  const expectState = async (state: string, field: string, count: number): Promise<void> => {
    let now = await stateOf(field, count);
    // What changed on disk is read a little later.
    for (let turn = 0; turn < 40 && !now.isRight; turn++) {
      await sleep(50);
      now = await stateOf(field, count);
    }
    const { sources, codes, isRight } = now;
    if (!isRight)
      workspace.problems.push(`${name}, ${state}: ${sources.length} schemas, ${codes.join()}`);
    if (state === 'open' && sources[0]?.file !== uri)
      workspace.problems.push(`${name}: the answer says ${String(sources[0]?.file)} for ${uri}`);
  };
  await expectState('on disk', 'onDisk', 1);
  server.open(uri, crd(kindOf(at), 'inEditor'));
  await server.ask('diagnostic', uri);
  await expectState('open', 'inEditor', 1);
  server.close(uri);
  workspace.put({ [file]: crd(kindOf(at), 'written') });
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
  await expectState('written', 'written', 1);
  rmSync(workspace.path(file));
  server.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  await expectState('removed', 'x', 0);
}
