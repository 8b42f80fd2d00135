/** A workspace that somebody else prepared, a place outside of it that holds secrets, and a watched server on it. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver';
import { AttackServer, type AttackOptions } from './attackServer.ts';
import type { Report } from './report.ts';
import { crdText } from '../../harness/crdText.ts';

/** What stands in every file outside, and must never be said. */
export const secret = 's3cr3t';

export const manifest = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { a: x }\n';
export const chart = (more = ''): string =>
  `apiVersion: v2\nname: hostile\nversion: 1.0.0\n${more}`;
export const dependsOn = (name: string, more = ''): string =>
  chart(`dependencies:\n- name: ${JSON.stringify(name)}\n  version: 1.0.0\n${more}`);
export const schemaOf = (property: string): string =>
  JSON.stringify({
    type: 'object',
    additionalProperties: false,
    properties: { [property]: { type: 'string', description: `about ${property}` } },
  });
export const crd = (kind: string, field: string): string =>
  crdText({ group: 'hostile.example.com', kind, fields: `${field}: { type: string }` });

export interface Limits {
  /** Of one answer, in processor time of the server. */
  readonly processorMs: number;
  readonly peakMB: number;
}

const usual: Limits = { processorMs: 3_000, peakMB: 300 };
const noEndMs = 20_000;

export class HostileWorkspace {
  readonly root: string;
  readonly outside: string;
  readonly problems: string[] = [];
  readonly #base: string;
  readonly #trace: string;
  readonly #limits: Limits;
  #server: AttackServer | undefined;

  constructor(limits: Partial<Limits> = {}) {
    this.#base = realpathSync(mkdtempSync(join(tmpdir(), 'dpm-attack-')));
    this.root = join(this.#base, 'in');
    this.outside = join(this.#base, 'out');
    this.#trace = join(this.#base, 'trace');
    this.#limits = { ...usual, ...limits };
    mkdirSync(this.root);
    mkdirSync(this.outside);
    this.#fillOutside();
  }

  get server(): AttackServer {
    if (!this.#server) throw new Error('not started');
    return this.#server;
  }

  path(name: string): string {
    return join(this.root, name);
  }

  uri(name: string): string {
    return pathToFileURL(this.path(name)).href;
  }

  put(files: Record<string, string | Uint8Array>): void {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), content);
    }
  }

  link(name: string, target: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    symlinkSync(target, this.path(name));
  }

  pipe(path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    execFileSync('mkfifo', [path]);
  }

  async start(options: AttackOptions = {}): Promise<AttackServer> {
    this.#server = await AttackServer.start({
      folder: this.root,
      nodeArguments: ['--import', join(import.meta.dirname, 'hook.ts')],
      environment: { ATTACK_TRACE: this.#trace, ATTACK_ROOT: this.root },
      ...options,
    });
    return this.#server;
  }

  /** Opens a file, from disk unless its text is given, and returns its diagnostics; what is wrong is noted. */
  async ask(name: string, text = readFileSync(this.path(name), 'utf8')): Promise<Diagnostic[]> {
    return this.askUri(this.uri(name), text);
  }

  async askUri(uri: string, text: string): Promise<Diagnostic[]> {
    const { server } = this;
    server.open(uri, text);
    const position = { line: Math.max(0, text.split('\n').length - 2), character: 2 };
    const { items = [] } =
      (await this.#answer<{ items: Diagnostic[] }>('diagnostic', uri, {})) ?? {};
    await this.#answer('completion', uri, { position });
    await this.#answer('hover', uri, { position: { line: 0, character: 1 } });
    return items;
  }

  /** Waits until the background reading is over. */
  async scanned(): Promise<void> {
    const uri = 'untitled:decoy';
    await this.askUri(uri, manifest);
    const isOver = (): boolean => this.server.logged.some((line) => line.startsWith('looked for'));
    for (let turn = 0; turn < 400 && !isOver(); turn++) await sleep(50);
    if (!isOver()) this.problems.push('the scan of the workspace did not end within 20 s');
    await sleep(200);
  }

  async #answer<R>(method: string, uri: string, more: object): Promise<R | undefined> {
    const before = this.server.processorMs();
    try {
      const answer = await this.server.ask<R>(method, uri, more, noEndMs);
      const spent = this.server.processorMs() - before;
      if (spent > this.#limits.processorMs) this.problems.push(`${method} took ${spent} ms`);
      if (JSON.stringify(answer).includes(secret))
        this.problems.push(`${method} of ${uri} shows what lies outside`);
      return answer;
    } catch (error) {
      this.problems.push(`${method} of ${uri}: ${(error as Error).message}`);
      return undefined;
    }
  }

  /** Ends the server, looks at what it did, and hands all to the report. */
  async end(name: string, report: Report): Promise<void> {
    let detail = '';
    if (this.#server) {
      const { server } = this;
      const { peak } = server.memory();
      detail = `peak ${peak} MB`;
      if (peak > this.#limits.peakMB) this.problems.push(`it took ${peak} MB`);
      if (server.exit) this.problems.push(`the server ended: ${JSON.stringify(server.exit)}`);
      else await this.#lives();
      for (const line of new Set(server.errors)) this.problems.push(`log: ${line.slice(0, 200)}`);
      if (JSON.stringify(server.notifications).includes(secret))
        this.problems.push('a notification shows what lies outside');
      await server.stop();
      if (existsSync(this.#trace))
        for (const line of readFileSync(this.#trace, 'utf8').trim().split('\n').slice(0, 10))
          this.problems.push(line.replaceAll(this.#base, ''));
    }
    execFileSync('chmod', ['-R', 'u+rwx', this.#base]);
    rmSync(this.#base, { recursive: true, force: true });
    report.add(name, this.problems, detail);
  }

  async #lives(): Promise<void> {
    await this.server.request('dataPlatform/charts', {}, 5_000).catch((error: unknown) => {
      this.problems.push(`at the end: ${(error as Error).message}`);
    });
  }

  #fillOutside(): void {
    const files = {
      'Chart.yaml': `name: ${secret}\nversion: 6.6.6\n`,
      'values.schema.json': schemaOf(`password_${secret}`),
      'requirements.yaml': `dependencies: [{ name: ${secret}, version: 1.0.0 }]\n`,
      'crd.yaml': crd('Outside', secret),
      'kustomization.yaml': `patches: [{ path: ${secret}.yaml }]\n`,
      'charts/dep/Chart.yaml': `name: dep\nversion: 6.6.6\n`,
      'charts/dep/values.schema.json': schemaOf(`password_${secret}`),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.outside, name)), { recursive: true });
      writeFileSync(join(this.outside, name), text);
    }
  }
}

export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
