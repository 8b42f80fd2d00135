// `npm run bench [-- latency|recall|hover|mutants ...]`: our figures beside those of yaml-language-server, in one run;
// `npm run bench -- check`: the command line beside kubeconform.
// The bench is a tool of its own beside the checkout (../shared/bench/lsp); without it this says so and ends.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../test/harness/cacheFolder.ts';
import { benchCheck } from './bench/check.ts';
import { runNodeScript } from './runNodeScript.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const shared = join(dirname(root), 'shared');
const source = join(shared, 'bench/lsp');

/** What is measured when nothing is named: each command with its arguments. */
const commands: Record<string, string[]> = {
  latency: ['--sizes', '1,500,1000'],
  recall: [],
  hover: [],
  mutants: ['--verdicts', 'verdicts.jsonl'],
};

process.exit(await main(process.argv.slice(2)));

async function main(args: string[]): Promise<number> {
  if (!existsSync(join(source, 'bench.mjs'))) {
    console.log(
      `The bench is left out: there is no ${join('..', 'shared/bench/lsp')} beside this checkout`,
    );
    return 0;
  }
  if (!runNodeScript(root, 'build', ['--production'])) return 1;
  if (args[0] === 'check') return (await benchCheck(root, shared)) ? 0 : 1;
  const bench = prepared();
  const [command, ...options] = args;
  const chosen = command === undefined ? Object.entries(commands) : [[command, options] as const];
  return chosen.every(([name, more]) => run(bench, name, more)) ? 0 : 1;
}

/** A copy of the bench with its dependencies and the peer, made once for each version of it. */
function prepared(): string {
  const version = createHash('sha256');
  for (const file of ['package-lock.json', 'peers/package-lock.json', 'bench.mjs']) {
    version.update(readFileSync(join(source, file)));
  }
  const folder = cacheFolder(`bench-${version.digest('hex').slice(0, 12)}`);
  const bench = join(folder, 'bench/lsp');
  if (existsSync(join(bench, 'peers/node_modules'))) return bench;
  mkdirSync(folder, { recursive: true });
  cpSync(source, bench, { recursive: true });
  if (!existsSync(join(folder, 'corpus')))
    symlinkSync(join(shared, 'corpus'), join(folder, 'corpus'));
  for (const place of [bench, join(bench, 'peers')]) {
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: place,
      stdio: 'inherit',
    });
    if (npm.status !== 0) throw new Error(`npm ci failed in ${place}: see its message above`);
  }
  return bench;
}

function run(bench: string, command: string, options: readonly string[]): boolean {
  const servers = [
    'servers/yaml-ls-tuned.json',
    'servers/yaml-ls-kubernetes.json',
    'servers/own.json',
  ];
  const args = [
    'bench.mjs',
    command,
    ...servers.flatMap((server) => ['--server', server]),
    ...options,
  ];
  const env = {
    ...process.env,
    OWN_SERVER: join(root, 'dist/server.js'),
    LSP_BENCH_NODE: process.execPath,
  };
  return spawnSync(process.execPath, args, { cwd: bench, stdio: 'inherit', env }).status === 0;
}
