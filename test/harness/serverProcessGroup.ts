// A server started as its own process group, so that ending it ends what it started and nothing else, also when the
// program that started it dies first.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { endGroup, endGroupWithUs } from './processGroup.ts';

export interface ServerGroup {
  /** What it wrote so far, to stdout and stderr. */
  output(): string;
  /** Ends the whole group; resolves when the server is gone. May be called twice. */
  stop(): Promise<void>;
}

export interface ServerCommand {
  /** The Node binary that runs it. */
  node: string;
  /** Modules that are loaded before the program, in it and in every Node that it starts. */
  preload?: string[];
  /** The program's file and its arguments. */
  args: string[];
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** Answers with status 2xx as soon as the server can be used. */
  readyUrl: string;
}

const readyWithinMs = 60_000;
const pollEveryMs = 100;
const lifeline = fileURLToPath(new URL('./lifeline.ts', import.meta.url));

/** Rejects with the end of the server's output when it ends or stays silent instead of answering at `readyUrl`. */
export async function startGroup({
  node,
  preload = [],
  args,
  env,
  cwd,
  readyUrl,
}: ServerCommand): Promise<ServerGroup> {
  const imports = [lifeline, ...preload].flatMap((module) => ['--import', module]);
  const child = spawn(node, [...imports, ...args], {
    cwd,
    env: { ...env, DPM_LIFELINE: 'stdin' },
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdin.on('error', () => undefined); // it ended: reported by its exit
  let output = '';
  const collect = (chunk: Buffer) => (output += chunk.toString());
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  let ended = false;
  const gone = new Promise<void>((resolve) => {
    const end = () => {
      ended = true;
      resolve();
    };
    child.on('exit', end);
    child.on('error', (error) => {
      output += error.message;
      end();
    });
  });
  const forget = endGroupWithUs(child);
  const stop = async () => {
    await endGroup(child.pid, gone);
    forget();
  };

  const deadline = Date.now() + readyWithinMs;
  while (!(await answers(readyUrl))) {
    if (ended || Date.now() > deadline) {
      await stop();
      throw new Error(`${args[0] ?? node} did not answer at ${readyUrl}:\n${output.slice(-2_000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
  return { output: () => output, stop };
}

/** A port of the loopback interface that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url, { signal: AbortSignal.timeout(2_000) }).then(
    (response) => response.ok,
    () => false, // not listening yet
  );
}
