/**
 * Loaded into the server before its own code (`node --import`): writes into the file ATTACK_TRACE what the server reads
 * outside of the folder ATTACK_ROOT, and whatever it writes, connects to or starts. A file counts where its links lead.
 */
import child from 'node:child_process';
import dns from 'node:dns';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import { dirname, resolve, sep } from 'node:path';

const out = process.env.ATTACK_TRACE ?? '';
const root = process.env.ATTACK_ROOT ?? '';
const own = dirname(process.argv[1] ?? '/nowhere');
const append = fs.appendFileSync.bind(fs);
const realpath = fs.realpathSync.bind(fs);
const seen = new Set<string>();

type Functions = Record<string, (...args: unknown[]) => unknown>;

const reads = [
  'readFile',
  'open',
  'opendir',
  'readdir',
  'createReadStream',
  'readlink',
  'cp',
  'copyFile',
];
const writes = [
  'writeFile',
  'appendFile',
  'mkdir',
  'mkdtemp',
  'rm',
  'rename',
  'unlink',
  'symlink',
  'link',
  'truncate',
  'chmod',
  'createWriteStream',
  'utimes',
];

watch(fs, [...reads, ...reads.map((name) => `${name}Sync`)], noteRead);
watch(fs.promises, reads, noteRead);
watch(fs, [...writes, ...writes.map((name) => `${name}Sync`)], (name, [path]) => {
  note(`WRITE ${name} ${String(path)}`);
});
watch(fs.promises, writes, (name, [path]) => {
  note(`WRITE ${name} ${String(path)}`);
});
watch(net.Socket.prototype, ['connect'], (_, [target]) => {
  note(`NETWORK connect ${JSON.stringify(target).slice(0, 200)}`);
});
watch(dns, ['lookup', 'resolve'], (name, [host]) => {
  note(`NETWORK ${name} ${String(host)}`);
});
watch(globalThis, ['fetch'], (_, [address]) => {
  note(`NETWORK fetch ${String(address)}`);
});
watch(
  child,
  ['spawn', 'spawnSync', 'exec', 'execSync', 'execFile', 'execFileSync', 'fork'],
  (name, [command]) => {
    note(`START ${name} ${String(command)}`);
  },
);
syncBuiltinESMExports();

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const keys = prototypes.map((prototype) => Reflect.ownKeys(prototype).length);
setInterval(() => {
  for (const [at, prototype] of prototypes.entries())
    if (Reflect.ownKeys(prototype).length !== keys[at]) note(`POLLUTED prototype ${at}`);
}, 200).unref();

function watch(
  owner: object,
  names: readonly string[],
  tell: (name: string, args: readonly unknown[]) => void,
): void {
  const functions = owner as Functions;
  for (const name of names) {
    const real = functions[name];
    if (typeof real !== 'function') continue;
    functions[name] = function (this: unknown, ...args: unknown[]): unknown {
      tell(name, args);
      return real.apply(this, args);
    };
  }
}

function noteRead(name: string, [path]: readonly unknown[]): void {
  if (typeof path !== 'string' && !(path instanceof URL)) return;
  const asked = resolve(path instanceof URL ? path.pathname : path);
  let real = asked;
  try {
    real = realpath(asked);
  } catch {
    // not there, or a link that leads nowhere
  }
  const isOurs = [root, own, '/proc/self'].some((place) =>
    `${real}${sep}`.startsWith(`${place}${sep}`),
  );
  if (!isOurs) note(`READ ${name} ${asked}${real === asked ? '' : ` -> ${real}`}`);
}

function note(what: string): void {
  if (seen.has(what) || what.endsWith(out)) return;
  seen.add(what);
  append(out, `${what}\n`);
}
