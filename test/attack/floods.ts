// A client that asks much at once, or very many different things: answers come, memory comes back.
//   npm run attack -- floods
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { AttackServer } from './harness/attackServer.ts';
import { createReport } from './harness/report.ts';

const folder = mkdtempSync(join(tmpdir(), 'dpm-floods-'));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;
const pod =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n  - name: a\n    imag: x\n';
/** Memory that a flood may leave behind, in MiB. */
const mostLeft = 120;

const floods: Record<string, (server: AttackServer) => Promise<void>> = {
  async '2,000 requests, all cancelled at once'(server) {
    const uri = uriOf('a.yaml');
    server.open(uri, `${pod}---\n`.repeat(200));
    const methods = ['completion', 'hover', 'documentSymbol', 'diagnostic', 'foldingRange'];
    const answers = Array.from({ length: 2000 }, (_, index) =>
      server.ask(methods[index % methods.length] ?? '', uri, {
        position: { line: 7, character: 4 },
      }),
    );
    for (let id = 1; id <= 2001; id++) server.notify('$/cancelRequest', { id });
    await Promise.allSettled(answers);
  },
  async '10,000 keys without a wait'(server) {
    const uri = uriOf('b.yaml');
    server.open(uri, pod);
    const place = { line: 3, character: 8 };
    for (let version = 2; version < 10_002; version++)
      server.change(uri, version, [{ range: { start: place, end: place }, text: 'x' }]);
    await server.ask('diagnostic', uri);
  },
  async '20,000 different file names'(server) {
    for (let index = 0; index < 20_000; index++) {
      const uri = uriOf(`d${index}/some/long/folder/name/f${index}.yaml`);
      server.open(uri, pod);
      await server.ask('diagnostic', uri);
      server.close(uri);
    }
  },
  async '5,000 different versions of a chart, typed'(server) {
    const uri = uriOf('values.yaml');
    server.open(uri, '');
    for (let version = 2; version < 5_002; version++) {
      server.change(uri, version, [
        { text: `# chart: superset@${version}.1.0\nsupersetNode: {}\n` },
      ]);
      await server.ask('diagnostic', uri);
    }
  },
  async '5,000 different paths of a chart, typed in an Application'(server) {
    const uri = uriOf('application.yaml');
    server.open(uri, '');
    for (let version = 2; version < 5_002; version++) {
      const source = `repoURL: https://git.example.com/r\n    path: charts/c${version}`;
      const text = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  project: d\n  source:\n    ${source}\n    helm:\n      values: |\n        a: 1\n`;
      server.change(uri, version, [{ text }]);
      await server.ask('diagnostic', uri);
    }
  },
};

const report = createReport();
for (const [name, flood] of Object.entries(floods)) {
  const server = await AttackServer.start({ folder });
  const problems: string[] = [];
  const health = async (): Promise<void> => {
    server.open('untitled:health', pod);
    const { items } = await server.ask<{ items: unknown[] }>('diagnostic', 'untitled:health');
    server.close('untitled:health');
    if (items.length !== 1) problems.push(`${items.length} findings where one is right`);
  };
  try {
    await health();
    const before = server.memory().now;
    await flood(server);
    await health();
    const after = server.memory().now;
    if (after - before > mostLeft) problems.push(`memory went from ${before} to ${after} MiB`);
    if (server.errors.length > 0) problems.push(server.errors[0]?.slice(0, 200) ?? '');
    report.add(name, problems, `${before} to ${after} MiB`);
  } catch (error) {
    report.add(name, [String(error)]);
  }
  await server.stop();
}
report.end();
