/** What a program took from its start to its end. Counts on Linux's /proc; elsewhere only the wall time is told. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  readonly wallMs: number;
  readonly processorMs: number;
  /** Of all its threads together, at the highest. */
  readonly peakKilobytes: number;
}

/** Whatever it answers with: a checker ends with 1 where it finds something. */
export function measured(program: string, args: readonly string[]): Promise<Measured> {
  const began = performance.now();
  const processorBefore = ofChildrenMs();
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  let peakKilobytes = 0;
  const timer = setInterval(() => {
    const status = textOf(`/proc/${child.pid ?? 0}/status`);
    peakKilobytes = Math.max(peakKilobytes, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
  }, 20);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', () => {
      clearInterval(timer);
      resolve({
        wallMs: performance.now() - began,
        processorMs: ofChildrenMs() - processorBefore,
        peakKilobytes,
      });
    });
  });
}

/** Processor time of all children that have ended. */
function ofChildrenMs(): number {
  const fields = textOf('/proc/self/stat').replace(/^.*\)/, '').trim().split(' ');
  // Counted in hundredths of a second, as the kernel tells times to programs.
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) * 10;
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // not Linux, or gone already
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
