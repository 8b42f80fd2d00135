import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs `scripts/NAME.ts` to its end under this Node, on this terminal; whether it succeeded. */
export function runNodeScript(root: string, name: string, args: string[] = []): boolean {
  const file = join(root, 'scripts', `${name}.ts`);
  return spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' }).status === 0;
}
