// Texts that are cheap to write and dear to read, each in a server of its own, asked all that an editor asks.
//   npm run attack -- bombs [FILTER]     FILTER: a regular expression for the names of families
// Right is: no request over two seconds of a processor for a text up to 500,000 characters; for a longer one not over four
// times what a parse of that text with `yaml` takes, measured in the same run; and never more than 500 MB.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { AttackServer } from './harness/attackServer.ts';
import { createReport } from './harness/report.ts';
import type { Family } from './texts/family.ts';
import { families } from './texts/index.ts';

const shortText = 500_000;
const shortTextMs = 2_000;
const timesOfParse = 4;
const mostMemoryMB = 500;
/** A request that takes so much of a processor is taken for one without end; so is one by the clock, on a busy machine. */
const noEndMs = 20_000;
const noAnswerMs = 400_000;
const layout = { options: { tabSize: 2, insertSpaces: true } };

const filter = new RegExp(process.argv[2] ?? '');
const folder = mkdtempSync(join(tmpdir(), 'bombs-'));
const report = createReport();
for (const family of families.filter(({ name }) => filter.test(name))) await tryFamily(family);
rmSync(folder, { recursive: true });
report.end();

/** From the smallest count on; behind one that does not end the larger ones say nothing new. */
async function tryFamily(family: Family): Promise<void> {
  for (const count of family.counts) {
    const { problems, detail, hasEnded } = await tryText(family, family.make(count));
    report.add(`${family.name}, ${count}`, problems, detail);
    if (!hasEnded) return;
  }
}

interface Outcome {
  readonly problems: readonly string[];
  readonly detail: string;
  readonly hasEnded: boolean;
}

async function tryText({ file = 'a.yaml' }: Family, text: string): Promise<Outcome> {
  const server = await AttackServer.start({ folder });
  await warmUp(server);
  const problems: string[] = [];
  const times: (readonly [string, number])[] = [];
  let hasEnded = true;
  for (const [step, ask] of stepsFor(server, pathToFileURL(join(folder, file)).href, text)) {
    const before = server.processorMs();
    try {
      await withEnd(server, ask());
    } catch (error) {
      problems.push(`${step}: ${error instanceof Error ? error.message : String(error)}`);
      hasEnded = false;
      break;
    }
    const ms = server.processorMs() - before;
    times.push([step, ms]);
  }
  const limitMs = limitOf(text, Math.max(...times.map(([, ms]) => ms)));
  for (const [step, ms] of times)
    if (ms > limitMs) problems.push(`${step} takes ${ms} ms of a processor`);
  const { peak } = server.memory();
  if (peak > mostMemoryMB) problems.push(`${peak} MB of memory`);
  problems.push(...server.errors.map((line) => `log: ${line.slice(0, 160)}`));
  if (hasEnded) await server.stop();
  else server.kill();
  const dearest = times
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, 3)
    .map(([step, ms]) => `${step} ${ms}`)
    .join(', ');
  const detail = `${text.length} characters, limit ${Math.round(limitMs)} ms, ${dearest}, ${peak} MB`;
  return { problems, detail, hasEnded };
}

/** What a request may take. The parser is only measured where it matters: on some texts it takes minutes. */
function limitOf(text: string, dearest: number): number {
  if (text.length <= shortText || dearest <= shortTextMs) return shortTextMs;
  return timesOfParse * parseMs(text);
}

/** What is loaded once, such as the engine that formats, is not the text's fault. */
async function warmUp(server: AttackServer): Promise<void> {
  const uri = pathToFileURL(join(folder, 'warm.yaml')).href;
  server.open(uri, 'apiVersion: v1\nkind: Pod\n');
  await server.ask('diagnostic', uri);
  await server.ask('formatting', uri, layout);
  server.close(uri);
}

type Step = readonly [name: string, ask: () => Promise<unknown>];

function stepsFor(server: AttackServer, uri: string, text: string): readonly Step[] {
  const lines = text.split('\n');
  const lineOf = (number: number) => ({ line: number, character: lines[number]?.length ?? 0 });
  const half = lines.length >> 1;
  const middle = { line: half, character: Math.min(4, lineOf(half).character) };
  const behind = { ...middle, character: middle.character + 1 };
  const end = lineOf(lines.length - 1);
  const fifth = lineOf(Math.min(5, lines.length - 1));
  const within = { ...fifth, character: fifth.character >> 1 };
  const ask = (method: string, more: object = {}) => server.ask(method, uri, more, noAnswerMs);
  const at = (name: string, method: string, position: object): Step => [
    name,
    () => ask(method, { position }),
  ];
  const change = (version: number, range: object, inserted: string) => {
    server.change(uri, version, [{ range, text: inserted }]);
    return ask('diagnostic');
  };
  const whole = { start: { line: 0, character: 0 }, end };
  return [
    [
      'open',
      () => {
        server.open(uri, text);
        return ask('diagnostic');
      },
    ],
    ['key', () => change(2, { start: middle, end: middle }, ' ')],
    ['undo', () => change(3, { start: middle, end: behind }, '')],
    at('completion in the middle', 'completion', middle),
    at('completion at the end', 'completion', end),
    at('completion behind a line', 'completion', fifth),
    at('completion in a line', 'completion', within),
    at('hover in the middle', 'hover', middle),
    at('hover in a line', 'hover', within),
    ['outline', () => ask('documentSymbol')],
    ['folding', () => ask('foldingRange')],
    ['selection', () => ask('selectionRange', { positions: [middle, within] })],
    ['links', () => ask('documentLink')],
    ['fixes', () => ask('codeAction', { range: whole, context: { diagnostics: [] } })],
    ['layout', () => ask('formatting', layout)],
    ['status', () => server.request('dataPlatform/documentInfo', { uri, position: middle })],
    ['documents', () => server.request('dataPlatform/manifestDocuments', { uri })],
    [
      'many edits at once',
      () => {
        const place = { start: middle, end: middle };
        server.change(
          uri,
          4,
          Array.from({ length: 1_000 }, () => ({ range: place, text: 'x' })),
        );
        return ask('diagnostic');
      },
    ],
  ];
}

async function withEnd(server: AttackServer, answer: Promise<unknown>): Promise<void> {
  const before = server.processorMs();
  let timer: NodeJS.Timeout | undefined;
  const noEnd = new Promise((_, reject) => {
    timer = setInterval(() => {
      if (server.processorMs() - before > noEndMs) reject(new Error('no end'));
    }, 200);
  });
  try {
    await Promise.race([answer, noEnd]);
  } finally {
    clearInterval(timer);
  }
}

/** Milliseconds of a processor that the parser takes by itself. */
function parseMs(text: string): number {
  const before = process.cpuUsage();
  try {
    parseAllDocuments(text, { version: '1.1', merge: true, uniqueKeys: false, logLevel: 'silent' });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // nesting that is too deep for it
  }
  const { user, system } = process.cpuUsage(before);
  return Math.max(shortTextMs / timesOfParse, (user + system) / 1_000);
}
