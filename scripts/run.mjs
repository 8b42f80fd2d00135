// The entry of every npm script: runs on the machine's Node (20 or newer) without any dependency, installs what is
// missing, then hands over to scripts/TASK.ts under the Node that the project pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task = 'start', ...args] = process.argv.slice(2);

// npm runs `prepare` itself, at the end of an install: of somebody who wants `dpm`, or of ours below, which needs no build.
if (task === 'prepare' && process.env.DPM_INSTALLS === 'yes') process.exit(0);
// `npm install --global` of a repository runs it before anything is installed.
if (task !== 'prepare' || !existsSync(join(root, 'node_modules/esbuild'))) installDependencies();
const node = pinnedNode();
const child = spawn(node, [join(root, 'scripts', `${task}.ts`), ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: [dirname(node), join(root, 'node_modules/.bin'), process.env.PATH].join(delimiter),
  },
});
// The task ends what it started; leaving before it would hide that.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code) => process.exit(code ?? 1));
// The shell between npm and us passes no signal on: that it is gone is all we see of `kill NPM`.
const parent = process.ppid;
setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();

/** `npm ci`, only when the lock file differs from the one of the last install. */
function installDependencies() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const stamp = join(root, 'node_modules', '.install-stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing dependencies (npm ci, about half a minute) ...');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const installed = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    env: installEnvironment(),
    shell: process.platform === 'win32',
  });
  if (installed.status !== 0) {
    console.error('npm ci failed: see its message above. Is the npm registry reachable?');
    process.exit(1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Without what the npm around this one was told: a global install is no concern of ours. */
function installEnvironment() {
  const notOurs =
    /^npm_config_(?:global|location|prefix|omit|include|save|dry_run|package_lock\w*)$/i;
  const kept = Object.entries(process.env).filter(([name]) => !notOurs.test(name));
  return { ...Object.fromEntries(kept), DPM_INSTALLS: 'yes' };
}

/** The Node binary that the lock file pins for this platform; the running one where it is new enough. */
function pinnedNode() {
  const name = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${name}-${process.arch}`, 'bin', file);
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  console.error(
    `No Node 24 is pinned for ${process.platform}-${process.arch}: install Node 24 or newer and run this again.`,
  );
  process.exit(1);
}
