import { expect, test } from 'vitest';
import type { Connection } from 'vscode-languageserver';
import type { Analysis } from '../core/analysis.ts';
import { createPublisher } from './publisher.ts';

const turns = async () => {
  for (let turn = 0; turn < 4; turn++) await new Promise<void>((done) => setImmediate(done));
};

/** Files by their address, with their version; what is found of one is its address. */
function publishing(files: Record<string, number>, skipped: Record<string, number> = {}) {
  const sent: unknown[] = [];
  const logged: string[] = [];
  const judged: string[] = [];
  const find: { findings: (uri: string, token: { isCancellationRequested: boolean }) => unknown } =
    {
      findings: (uri) => [uri],
    };
  let refreshes = 0;
  const connection = {
    sendDiagnostics: (one: unknown) => Promise.resolve(sent.push(one)),
    languages: { diagnostics: { refresh: () => Promise.resolve(refreshes++) } },
  } as unknown as Connection;
  const of = (list: Record<string, number>) =>
    Object.entries(list).map(([uri, version]) => ({ uri, version }));
  const analysis = {
    session: {
      get files() {
        return of(files);
      },
      get skippedFiles() {
        return of(skipped);
      },
      spellingOf: (uri: string) => uri,
      file: (uri: string) => of(files).find((file) => file.uri === uri),
      skipped: (uri: string) => of(skipped).find((file) => file.uri === uri),
      log: { error: (line: string) => logged.push(line) },
    },
    findings(uri: string, token: { isCancellationRequested: boolean }) {
      judged.push(uri);
      return Promise.resolve().then(() => find.findings(uri, token));
    },
  } as unknown as Analysis;
  const publisher = createPublisher(connection, analysis);
  let served = 0;
  publisher.didServe.on(() => served++);
  return {
    publisher,
    sent,
    logged,
    judged,
    find,
    served: () => served,
    refreshes: () => refreshes,
  };
}

const a = 'file:///a.yaml';
const b = 'file:///b.yaml';

test('what is found of a file goes out with its version, and that it did is told', async () => {
  const { publisher, sent, served } = publishing({ [a]: 3 });
  publisher.schedule(a);
  publisher.schedule('file:///none.yaml');
  await turns();
  expect(sent).toEqual([
    { uri: a, diagnostics: [a], version: 3 },
    { uri: 'file:///none.yaml', diagnostics: ['file:///none.yaml'] },
  ]);
  expect(served()).toBe(2);
});

test('of several changes in a row the last one is worked on alone; a file that goes has nothing more', async () => {
  const { publisher, sent, judged } = publishing({ [a]: 1 });
  publisher.schedule(a);
  publisher.schedule(a);
  await turns();
  expect(judged).toEqual([a]);
  publisher.schedule(a);
  publisher.clear(a);
  await turns();
  expect(judged).toEqual([a]);
  expect(sent.at(-1)).toEqual({ uri: a, diagnostics: [] });
});

test('work on an older version is cancelled, and its findings are dropped', async () => {
  const { publisher, sent, find } = publishing({ [a]: 1 });
  const tokens: { isCancellationRequested: boolean }[] = [];
  const answers: ((found: unknown) => void)[] = [];
  find.findings = (_, token) => {
    tokens.push(token);
    return new Promise((done) => answers.push(done));
  };
  publisher.schedule(a);
  await turns();
  publisher.schedule(a);
  await turns();
  expect(tokens.map((token) => token.isCancellationRequested)).toEqual([true, false]);
  answers[0]?.(['old']);
  answers[1]?.(['new']);
  await turns();
  expect(sent).toEqual([{ uri: a, diagnostics: ['new'], version: 1 }]);
});

test('nothing goes out where nothing is known or the work fails', async () => {
  const { publisher, sent, find, logged } = publishing({ [a]: 1 });
  find.findings = () => undefined;
  publisher.schedule(a);
  await turns();
  find.findings = () => {
    throw new Error('odd');
  };
  publisher.schedule(a);
  await turns();
  expect(sent).toEqual([]);
  expect(logged).toEqual([expect.stringMatching(/^diagnostics failed: .*odd/)]);
});

test('all files are judged anew, those too that are not read; or those that are concerned alone', async () => {
  const { publisher, judged } = publishing({ [a]: 1, [b]: 1 }, { 'file:///large.yaml': 1 });
  publisher.refreshAll();
  await turns();
  expect(judged).toEqual([a, b, 'file:///large.yaml']);
  publisher.refreshAll(({ uri }) => uri === b);
  await turns();
  expect(judged.slice(3)).toEqual([b]);
});

test('a client that asks by itself is asked to do so again, where a file is concerned and it can', async () => {
  const { publisher, judged, sent, refreshes } = publishing({ [a]: 1 });
  publisher.isPulled = true;
  publisher.schedule(a);
  publisher.clear(a);
  publisher.refreshAll();
  expect(refreshes()).toBe(0);
  publisher.canRefresh = true;
  publisher.refreshAll();
  publisher.refreshAll(() => true);
  publisher.refreshAll(() => false);
  await turns();
  expect(refreshes()).toBe(2);
  expect([...judged, ...sent]).toEqual([]);
});
