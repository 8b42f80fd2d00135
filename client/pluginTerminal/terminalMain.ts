// Runs in a terminal of the editor, as a program of its own (dist/pluginTerminal.js): starts a credential plugin whose input and
// error output are this terminal, and hands its standard output, the credential, to the editor over a socket. A terminal
// would show it and remember it.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import type { ProgramAnswer, ProgramOrder } from './orders.ts';

const socket = connect(process.argv[2] ?? '');
let order = '';
socket.setEncoding('utf8').on('data', (text: string) => {
  order += text;
  if (order.endsWith('\n')) run(JSON.parse(order) as ProgramOrder);
});
socket.on('error', () => process.exit(1));
// Ctrl+C is for the plugin, and how it ends is told below.
process.on('SIGINT', () => undefined);

function run({ name, path, args, env }: ProgramOrder): void {
  process.stderr.write(
    `The credential plugin ${JSON.stringify(name)} runs here. What it asks is answered here; the credential that it gives is not shown.\n\n`,
  );
  let stdout = '';
  const child = spawn(path, args, { argv0: name, env, stdio: ['inherit', 'pipe', 'inherit'] });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.on('error', (error) => {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined;
    answer({ stdout: '', code: null, ...(code && { notStarted: code }) });
  });
  child.on('close', (code) => answer({ stdout, code }));
}

function answer(end: ProgramAnswer): void {
  process.exitCode = end.code ?? 1;
  socket.end(`${JSON.stringify(end)}\n`, () => process.exit());
}
