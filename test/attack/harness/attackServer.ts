/** The built server as a process, spoken to frame by frame: what an attack needs and a well-behaved client library forbids. */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { repositoryRoot } from '../../harness/serverProcess.ts';

export interface AttackOptions {
  /** The workspace folder; none: files stand alone. */
  readonly folder?: string;
  /** Addresses of workspace folders as an odd client may send them; instead of `folder`. */
  readonly folders?: readonly string[];
  /** What `workspace/configuration` answers for `dataPlatform`. */
  readonly settings?: unknown;
  /** Whether the client pulls diagnostics, as VS Code does; true unless said. */
  readonly pulls?: boolean;
  readonly initializationOptions?: unknown;
  readonly nodeArguments?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
  /** Leaves the handshake out. */
  readonly isRaw?: boolean;
}

export interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** The time to answer is over. */
export class NoAnswer extends Error {}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class AttackServer {
  readonly process: ChildProcessWithoutNullStreams;
  /** Notifications of the server but for its log. */
  readonly notifications: Message[] = [];
  readonly logged: string[] = [];
  /** Lines of the log of type error. */
  readonly errors: string[] = [];
  stderr = '';
  /** Hears answers to nothing that was asked by `request`. */
  onUnasked: ((message: Message) => void) | undefined;
  /** How it ended, once it has. */
  exit: { readonly code: number | null; readonly signal: string | null } | undefined;
  readonly #settings: unknown;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** What came and is no whole message yet: joined only when one is complete, as an answer may have many megabytes. */
  #received: Buffer[] = [];
  #receivedLength = 0;
  #wantedLength = 0;

  private constructor({ nodeArguments = [], environment, settings }: AttackOptions) {
    this.#settings = settings ?? {};
    const program = join(repositoryRoot, 'dist/server.js');
    this.process = spawn(process.execPath, [...nodeArguments, program, '--stdio'], {
      env: { ...process.env, ...environment },
    });
    this.process.stdin.on('error', () => undefined); // it ended: `exit` says so
    this.process.stderr.on('data', (data: Buffer) => {
      this.stderr = (this.stderr + data.toString()).slice(-20_000);
    });
    this.process.stdout.on('data', (data: Buffer) => {
      this.#receive(data);
    });
    this.process.on('exit', (code, signal) => {
      this.exit = { code, signal };
      const error = new Error(`the server ended (${String(code ?? signal)})`);
      for (const { reject } of this.#waiting.values()) reject(error);
      this.#waiting.clear();
    });
  }

  static async start(options: AttackOptions = {}): Promise<AttackServer> {
    const server = new AttackServer(options);
    if (!options.isRaw) await server.initialize(options);
    return server;
  }

  async initialize({
    folder,
    folders = folder === undefined ? [] : [pathToFileURL(folder).href],
    pulls = true,
    initializationOptions,
  }: AttackOptions = {}): Promise<unknown> {
    const result = await this.request(
      'initialize',
      {
        processId: process.pid,
        rootUri: folders[0] ?? null,
        workspaceFolders: folders.length === 0 ? null : folders.map((uri) => ({ uri, name: 'w' })),
        capabilities: capabilities(pulls),
        initializationOptions: initializationOptions ?? {
          settings: this.#settings,
          schemaChoices: {},
          chartChoices: {},
        },
      },
      20_000,
    );
    this.notify('initialized', {});
    return result;
  }

  open(uri: string, text: string, languageId = uri.endsWith('.json') ? 'json' : 'yaml'): void {
    this.notify('textDocument/didOpen', { textDocument: { uri, languageId, version: 1, text } });
  }

  change(uri: string, version: number, contentChanges: readonly object[]): void {
    this.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** Rejects with `NoAnswer` after `limitMs`, and with what the server says or its end. */
  request<R>(method: string, params?: unknown, limitMs = 20_000): Promise<R> {
    if (this.exit) return Promise.reject(new Error('the server is gone'));
    const id = ++this.#lastId;
    return new Promise<R>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new NoAnswer(`${method}: no answer after ${limitMs} ms`));
      }, limitMs);
      const settled =
        <T>(settle: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          settle(value);
        };
      this.#waiting.set(id, {
        resolve: settled((value: unknown) => {
          resolve(value as R);
        }),
        reject: settled(reject),
      });
      this.send({ jsonrpc: '2.0', id, method, params });
    });
  }

  /** A request about a file; `more` are its other parameters. */
  ask<R>(method: string, uri: string, more: object = {}, limitMs?: number): Promise<R> {
    return this.request(`textDocument/${method}`, { textDocument: { uri }, ...more }, limitMs);
  }

  notify(method: string, params?: unknown): void {
    this.send({ jsonrpc: '2.0', method, params });
  }

  send(message: object): void {
    const body = JSON.stringify(message);
    this.sendRaw(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  /** Bytes as they are, whole frames or not. */
  sendRaw(text: string | Buffer): void {
    if (!this.exit) this.process.stdin.write(text);
  }

  /** Resident memory now and at its highest, in MiB; zeros where the system does not tell. */
  memory(): { readonly now: number; readonly peak: number } {
    const status = readProcess(this.process.pid, 'status');
    const of = (key: string): number =>
      Math.round(Number(new RegExp(`${key}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
    return { now: of('VmRSS'), peak: of('VmHWM') };
  }

  /** Processor time used so far, in ms; 0 where the system does not tell. */
  processorMs(): number {
    const fields = readProcess(this.process.pid, 'stat').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * 10;
  }

  /** Ends the process the way an editor does, or by force where it does not. */
  async stop(): Promise<void> {
    if (this.exit) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    await this.request('shutdown', undefined, 2_000).catch(() => undefined);
    this.notify('exit');
    const timer = setTimeout(() => {
      this.kill();
    }, 1_000);
    await ended;
    clearTimeout(timer);
  }

  kill(): void {
    if (!this.exit) this.process.kill('SIGKILL');
  }

  #receive(data: Buffer): void {
    this.#received.push(data);
    this.#receivedLength += data.length;
    if (this.#receivedLength < this.#wantedLength) return;
    let rest = Buffer.concat(this.#received);
    for (;;) {
      const head = rest.indexOf('\r\n\r\n');
      const header = rest.toString('latin1', 0, Math.max(head, 0));
      const length = Number(/Content-Length: (\d+)/i.exec(header)?.[1] ?? 0);
      this.#wantedLength = head === -1 ? 0 : head + 4 + length;
      if (head === -1 || rest.length < this.#wantedLength) break;
      const message = JSON.parse(rest.toString('utf8', head + 4, this.#wantedLength)) as Message;
      rest = rest.subarray(this.#wantedLength);
      this.#take(message);
    }
    this.#received = [rest];
    this.#receivedLength = rest.length;
  }

  #take(message: Message): void {
    const { id, method, params } = message;
    if (method === undefined) {
      const waiting = this.#waiting.get(Number(id));
      if (!waiting) this.onUnasked?.(message);
      this.#waiting.delete(Number(id));
      if (message.error) waiting?.reject(new Error(message.error.message));
      else waiting?.resolve(message.result);
    } else if (id !== undefined) {
      const { items = [] } = (params ?? {}) as { items?: unknown[] };
      const result = method === 'workspace/configuration' ? items.map(() => this.#settings) : null;
      this.send({ jsonrpc: '2.0', id, result });
    } else if (method === 'window/logMessage') {
      const { type, message: text } = params as { type: number; message: string };
      this.logged.push(text);
      if (type === 1) this.errors.push(text);
    } else this.notifications.push(message);
  }
}

function readProcess(pid: number | undefined, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return ''; // it has ended, or this system has no such file
  }
}

/** What VS Code says of itself, as far as the server asks. */
function capabilities(pulls: boolean): object {
  return {
    general: { positionEncodings: ['utf-16'] },
    workspace: {
      configuration: true,
      workspaceFolders: true,
      didChangeWatchedFiles: { dynamicRegistration: true },
      didChangeConfiguration: { dynamicRegistration: true },
      diagnostics: { refreshSupport: true },
    },
    window: { workDoneProgress: true },
    textDocument: {
      synchronization: { didSave: true },
      publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
      ...(pulls && { diagnostic: { dynamicRegistration: false } }),
      hover: { contentFormat: ['markdown'] },
      completion: {
        contextSupport: true,
        completionItem: {
          snippetSupport: true,
          documentationFormat: ['markdown'],
          insertReplaceSupport: true,
          labelDetailsSupport: true,
          resolveSupport: { properties: ['documentation', 'detail'] },
        },
      },
      codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix'] } } },
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    },
  };
}
