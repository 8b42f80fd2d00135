/** The program `dpm`: its commands, its help, its version. */
import { nearest } from '../core/formats/nearest.ts';
import { check, checkSummary } from './check/check.ts';
import { exitCodes, type Io } from './io.ts';

interface Command {
  readonly summary: string;
  run(io: Io, words: readonly string[]): Promise<number>;
}

const commands: ReadonlyMap<string, Command> = new Map([
  ['check', { summary: checkSummary, run: check }],
]);

/** Resolves with the exit code. */
export async function run(io: Io): Promise<number> {
  const [word, ...rest] = io.args;
  if (word === '--help' || word === '-h' || word === 'help') {
    const command = commands.get(rest[0] ?? '');
    if (command) return command.run(io, ['--help']);
    io.out.write(help());
    return exitCodes.good;
  }
  if (word === '--version' || word === '-V') {
    io.out.write(`dpm ${io.version}\n`);
    return exitCodes.good;
  }
  if (word === undefined) {
    io.err.write(help());
    return exitCodes.trouble;
  }
  const command = commands.get(word);
  if (command) return command.run(io, rest);
  const guess = nearest(word, [...commands.keys()]);
  const advice = guess === undefined ? 'dpm --help lists the commands' : `did you mean ${guess}?`;
  io.err.write(`dpm: there is no command ${word}: ${advice}\n`);
  return exitCodes.trouble;
}

function help(): string {
  return [
    'dpm says what a Kubernetes cluster would say to your manifests, before you apply them.',
    '',
    'Usage: dpm COMMAND [OPTIONS]',
    '',
    'Commands:',
    ...[...commands].map(([name, { summary }]) => `  ${name.padEnd(10)}${summary}`),
    '',
    'Options:',
    '  -h, --help     show this text; dpm COMMAND --help has that of a command',
    '  -V, --version  show the version',
    '',
  ].join('\n');
}
