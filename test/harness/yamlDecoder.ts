// The decoder of kubectl and the API server as a program: what it accepts, refuses and makes of a text.
import { spawn } from 'node:child_process';
import { ensureGoProgram } from './goProgram.ts';
import type { Ensured, Log } from './installStep.ts';

/** What the decoder says of a text. */
export interface Decoded {
  /** Objects as kubectl passes them on. */
  readonly documents: readonly unknown[];
  /** Why kubectl stops. */
  readonly error?: string;
  /** Keys that stand twice, which the API server refuses. */
  readonly strict?: string;
  /** Something is left out without a word. */
  readonly dropped?: boolean;
}

/** The program, built beside the control plane if the cache does not hold it. */
export function ensureYamlDecoder(log: Log): Promise<Ensured<{ program: string }>> {
  return ensureGoProgram(
    { name: 'yamldecoder', cacheName: 'yaml-decoder', title: 'YAML decoder' },
    log,
  );
}

/** What the decoder says of each text, in their order. */
export async function decodeAll(program: string, texts: readonly string[]): Promise<Decoded[]> {
  const child = spawn(program, [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stdin.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const code = await ended;
  if (code !== 0) throw new Error(`the YAML decoder ended with ${String(code)}`);
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Decoded);
}
