// Debian packages that the editor tests need and a bare machine lacks. Elsewhere than on Debian and its relatives
// nothing is installed: the reason says what to install by hand.
import { spawnSync } from 'node:child_process';
import { runStep } from './installStep.ts';
import type { Ensured, Log } from './installStep.ts';

/** Installs those of the packages that are missing: `apt-get update`, then `apt-get install`, as root or through sudo. */
export async function ensureDebianPackages(
  names: string[],
  log: Log,
  signal?: AbortSignal,
): Promise<Ensured<object>> {
  const missing = names.filter((name) => !isInstalled(name));
  if (missing.length === 0) return { ok: true };
  if (!hasCommand('apt-get')) {
    return {
      ok: false,
      reason: `install these packages (their Debian names): ${missing.join(', ')}`,
    };
  }
  const [command, ...words] = aptAsRoot();
  if (!command)
    return { ok: false, reason: `install as root: apt-get install ${missing.join(' ')}` };

  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (what: string, args: string[], expectedSeconds: number) =>
    runStep(
      {
        ...{ what, command, args: [...words, ...args], expectedSeconds, env, signal },
        asksOnTerminal: command === 'sudo',
      },
      log,
    );

  const updated = await apt('Debian packages: reading the package lists', ['update', '-qq'], 10);
  if (!updated.ok) return updated;
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...missing];
  return apt(`Debian packages: installing ${missing.join(', ')}`, install, 20 * missing.length);
}

function isInstalled(name: string): boolean {
  const query = spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' });
  return query.status === 0 && query.stdout.includes('ok installed');
}

function hasCommand(name: string): boolean {
  return spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;
}

/** The words that run apt-get as root; none where that cannot be. */
function aptAsRoot(): string[] {
  if (process.getuid?.() === 0) return ['apt-get'];
  if (!hasCommand('sudo')) return [];
  return process.stdin.isTTY ? ['sudo', 'apt-get'] : ['sudo', '-n', 'apt-get'];
}
