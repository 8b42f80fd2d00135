// Random edits on the examples and samples of the repository, in one process of the server; after each the diagnostics, now
// and then everything else. What the process answers at the end of a round is compared with what a fresh process says of
// the same text.
//   npm run attack -- fuzz [--edits 20000] [--seed 1] [--out FOLDER]      FOLDER gets the text of each fault
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { filesBelow, repositoryRoot } from '../harness/manifests.ts';
import { AttackServer, NoAnswer } from './harness/attackServer.ts';
import { randomEdit } from './harness/randomEdit.ts';
import { random } from './harness/random.ts';
import { createReport } from './harness/report.ts';

const { values } = parseArgs({
  options: {
    edits: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
  },
});
const edits = Number(values.edits);
const chance = random(Number(values.seed));
const out = values.out ?? mkdtempSync(join(tmpdir(), 'dpm-fuzz-'));
mkdirSync(out, { recursive: true });
const folder = join(out, 'workspace');
mkdirSync(folder, { recursive: true });

/** An answer that takes longer is a hang. */
const hangMs = 20_000;
const editsOfARound = 120;
const seeds = [
  ...filesBelow(join(repositoryRoot, 'schemas')).filter((path) => path.includes('/examples/')),
  ...filesBelow(join(repositoryRoot, 'samples')),
].map((path) => readFileSync(path, 'utf8'));

const report = createReport();
const crashes: string[] = [];
const hangs: string[] = [];
const faultsLogged: string[] = [];
const differences: string[] = [];
const times: number[] = [];
let faults = 0;
let version = 1;

/** Keeps the text of a fault and answers where. */
function keep(text: string): string {
  const file = join(out, `fault-${++faults}.yaml`);
  writeFileSync(file, text);
  return file;
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** Everything that an editor asks of a place, as text. */
async function everything(server: AttackServer, uri: string, at: Place): Promise<string[]> {
  const range = { start: at, end: at };
  const answers = [
    server.ask('diagnostic', uri),
    server.ask('completion', uri, { position: at }),
    server.ask('hover', uri, { position: at }),
    server.ask('documentSymbol', uri),
    server.ask('foldingRange', uri),
    server.ask('documentLink', uri),
    server.ask('selectionRange', uri, { positions: [at] }),
    server.ask('codeAction', uri, { range, context: { diagnostics: [] } }),
    server.request('dataPlatform/documentInfo', { uri, position: at }),
    server.request('dataPlatform/manifestDocuments', { uri }),
  ];
  return (await Promise.all(answers)).map((answer) => JSON.stringify(answer));
}

let server = await AttackServer.start({ folder });
let fresh = await AttackServer.start({ folder });

for (let done = 0; done < edits;) {
  const uri = pathToFileURL(join(folder, `f${chance.int(40)}.yaml`)).href;
  let text = chance.pick(seeds);
  server.open(uri, text);
  try {
    for (let round = 0; round < editsOfARound && done < edits; round++, done++) {
      const document = TextDocument.create(uri, 'yaml', version, text);
      const edit = randomEdit(chance, text, seeds);
      const range = { start: document.positionAt(edit.start), end: document.positionAt(edit.end) };
      text = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
      server.change(uri, ++version, [{ range, text: edit.text }]);
      const started = performance.now();
      await server.ask('diagnostic', uri, {}, hangMs);
      times.push(performance.now() - started);
      if (text.length > 40_000) break;
      if (!chance.chance(0.1)) continue;
      const at = document.positionAt(chance.int(text.length + 1));
      await everything(
        server,
        uri,
        chance.chance(0.1) ? { line: at.line + 1000, character: 1e6 } : at,
      );
    }
    const at = TextDocument.create(uri, 'yaml', 1, text).positionAt(chance.int(text.length + 1));
    const kept = await everything(server, uri, at);
    fresh.open(uri, text);
    const wanted = await everything(fresh, uri, at);
    fresh.close(uri);
    if (kept.some((answer, index) => answer !== wanted[index])) differences.push(keep(text));
  } catch (error) {
    (error instanceof NoAnswer ? hangs : crashes).push(`${keep(text)} ${String(error)}`);
    server.kill();
    fresh.kill();
    server = await AttackServer.start({ folder });
    fresh = await AttackServer.start({ folder });
  }
  server.close(uri);
  if (server.errors.length > 0) {
    faultsLogged.push(`${keep(text)} ${server.errors.splice(0).join(' | ').slice(0, 300)}`);
  }
}

times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.floor(times.length * share)] ?? 0).toFixed(1);
const spent = `diagnostics: median ${at(0.5)} ms, 99.9 % ${at(0.999)} ms; memory ${server.memory().now} MiB`;
report.add(`${times.length} edits, seed ${values.seed}`, [], spent);
report.add('no crash', crashes);
report.add('no hang', hangs);
report.add('no fault in the log', faultsLogged);
report.add('no difference from a fresh process', differences);
await Promise.all([server.stop(), fresh.stop()]);
report.end();
