import { expect, test } from 'vitest';
import type { Connection, InitializeParams } from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.ts';
import { ClientSettings } from './clientSettings.ts';
import type { Publisher } from './publisher.ts';

type Workspace = InitializeParams['capabilities']['workspace'];

function settingsOf(workspace: Workspace, answer: () => unknown, folders: readonly string[] = []) {
  const used: unknown[] = [];
  const logged: string[] = [];
  const asked: unknown[] = [];
  const registered: unknown[] = [];
  let refreshes = 0;
  const changed: (() => void)[] = [];
  const connection = {
    onDidChangeConfiguration: (handle: () => void) => changed.push(handle),
    client: { register: (_: unknown, options: unknown) => registered.push(options) },
    workspace: {
      getConfiguration(items: unknown) {
        asked.push(items);
        return Promise.resolve().then(answer);
      },
    },
  } as unknown as Connection;
  const log = {
    info: (line: string) => logged.push(line),
    error: (line: string) => logged.push(line),
  };
  const analysis = {
    log,
    session: { folderUris: folders },
    useSettings: (...all: unknown[]) => used.push(all),
  } as unknown as Analysis;
  const publisher = { refreshAll: () => refreshes++ } as unknown as Publisher;
  const settings = new ClientSettings(connection, analysis, publisher);
  settings.initialize({ capabilities: { workspace } } as InitializeParams, undefined);
  return { settings, used, logged, asked, registered, changed, refreshes: () => refreshes };
}

const able = { configuration: true, didChangeConfiguration: { dynamicRegistration: true } };

test('settings are asked for the window and each folder, and files are judged by them', async () => {
  const folder = 'file:///a';
  const answers = [{}, {}, null];
  const { settings, used, asked, refreshes } = settingsOf(able, () => answers, [
    folder,
    'file:///b',
  ]);
  await settings.read();
  expect(asked).toEqual([
    [
      { section: 'dataPlatform' },
      { scopeUri: folder, section: 'dataPlatform' },
      { scopeUri: 'file:///b', section: 'dataPlatform' },
    ],
  ]);
  const [[, byFolder]] = used as [[unknown, Map<string, unknown>]];
  expect([...byFolder.keys()]).toEqual([folder]);
  expect(refreshes()).toBe(1);
});

test('of two questions under way the answer to the later one counts', async () => {
  const answers: ((value: unknown) => void)[] = [];
  const { settings, used } = settingsOf(able, () => new Promise((done) => answers.push(done)));
  const both = [settings.read(), settings.read()];
  await Promise.resolve();
  answers[1]?.([{}]);
  answers[0]?.([{}]);
  await Promise.all(both);
  expect(used).toHaveLength(1);
});

test('a client that cannot say them is not asked, and one that fails leaves them as they were', async () => {
  const unable = settingsOf(undefined, () => []);
  await unable.settings.read();
  unable.settings.follow();
  expect([...unable.asked, ...unable.registered, ...unable.used]).toEqual([]);
  const failing = settingsOf(able, () => {
    throw new Error('odd');
  });
  await failing.settings.read();
  failing.settings.follow();
  expect(failing.used).toEqual([]);
  expect(failing.logged).toEqual([expect.stringMatching(/^settings could not be read: .*odd/)]);
  expect(failing.registered).toEqual([{ section: 'dataPlatform' }]);
});

test('what is wrong with them is said once; a change of them is read', async () => {
  const { settings, logged, changed, used } = settingsOf(able, () => [{ rules: 7 }]);
  settings.initialize({ capabilities: { workspace: able } } as InitializeParams, { rules: 7 });
  expect(used).toHaveLength(1);
  const before = logged.length;
  expect(before).toBeGreaterThan(0);
  changed[0]?.();
  await new Promise<void>((done) => setImmediate(done));
  expect(used).toHaveLength(2);
  expect(logged).toHaveLength(before);
});
