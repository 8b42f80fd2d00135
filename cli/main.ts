#!/usr/bin/env node
/** The process of `dpm`: standard streams on one side, the disk on the other. A thread of it runs the same file. Starts on import. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { useLeanHeap } from '../core/pacing/leanHeap.ts';
import { textOf } from '../core/workspace/textOf.ts';
import { runThread } from '../core/problems/thread.ts';
import { run } from './dpm.ts';
import { exitCodes, type Output } from './io.ts';

declare const __PRODUCT_HOMEPAGE__: string;
declare const __PRODUCT_VERSION__: string;

if (isMainThread) void runProcess();
else runThread();

async function runProcess(): Promise<void> {
  useLeanHeap(true);
  // Whoever reads has read enough (`| head`): nobody is left to tell. The exit code is known by the next turn.
  const end = (): void => {
    setImmediate(() => process.exit(process.exitCode ?? exitCodes.good));
  };
  for (const stream of [process.stdout, process.stderr]) stream.on('error', end);
  try {
    process.exitCode = await run({
      args: process.argv.slice(2),
      cwd: process.cwd(),
      env: process.env,
      out: outputOf(process.stdout),
      err: outputOf(process.stderr),
      version: __PRODUCT_VERSION__,
      homepage: __PRODUCT_HOMEPAGE__,
      schemas: join(__dirname, 'schemas'),
      threadProgram: __filename,
      processors: availableParallelism(),
      readInput,
    });
  } catch (error) {
    process.stderr.write(
      `dpm: unexpected: ${error instanceof Error ? (error.stack ?? '') : String(error)}\n`,
    );
    process.exitCode = exitCodes.trouble;
  }
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY,
    write(text) {
      stream.write(text);
    },
  };
}

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return textOf(Buffer.concat(parts));
}
