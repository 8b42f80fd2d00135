import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { pingRequest, workNotification, type WorkParams } from '../../shared/protocol.ts';
import { repositoryRoot } from '../harness/serverProcess.ts';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The built server over IPC, as VS Code starts it; nothing but the process itself says what it hears. */
class ForkedServer {
  readonly process: ChildProcess;
  readonly heard: Message[] = [];

  constructor(execArgv: readonly string[] = []) {
    this.process = fork(join(repositoryRoot, 'dist/server.js'), ['--node-ipc'], {
      execArgv: [...execArgv],
      silent: true,
    });
    this.process.on('message', (message: Message) => this.heard.push(message));
  }

  send(message: object): void {
    this.process.send({ jsonrpc: '2.0', ...message });
  }

  async start(wantsWork: boolean): Promise<void> {
    const initializationOptions = { wantsWork };
    const capabilities = { textDocument: { diagnostic: {} } };
    this.send({
      id: 1,
      method: 'initialize',
      params: { processId: process.pid, rootUri: null, capabilities, initializationOptions },
    });
    await this.until(({ id }) => id === 1);
    this.send({ method: 'initialized', params: {} });
  }

  open(name: string, text: string): string {
    const uri = `file:///${name}`;
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    this.send({ method: 'textDocument/didOpen', params: { textDocument } });
    return uri;
  }

  ask(id: number, method: string, params: object): void {
    this.send({ id, method, params });
  }

  get work(): readonly WorkParams[] {
    return this.heard
      .filter(({ method }) => method === workNotification.method)
      .map(({ params }) => params as WorkParams);
  }

  /** Tells a hang from an answer. */
  async until(isWanted: (message: Message) => boolean, patienceMs = 30_000): Promise<boolean> {
    for (const end = Date.now() + patienceMs; Date.now() < end;) {
      if (this.heard.some(isWanted)) return true;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return false;
  }
}

const servers: ForkedServer[] = [];
const started = async (wantsWork: boolean, execArgv?: readonly string[]): Promise<ForkedServer> => {
  const server = new ForkedServer(execArgv);
  servers.push(server);
  await server.start(wantsWork);
  return server;
};
const hook = ['--import', pathToFileURL(join(import.meta.dirname, 'hangOnMarker.ts')).href];
const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\n';

afterEach(() => {
  for (const { process } of servers.splice(0)) process.kill('SIGKILL');
});

test('what the server works on is out of the process before it hangs over it', async () => {
  const server = await started(true, hook);
  const good = server.open('good.yaml', pod);
  const bad = server.open('bad.yaml', `${pod}# block-the-server\n`);
  server.ask(2, 'textDocument/diagnostic', { textDocument: { uri: good } });
  expect(await server.until(({ id }) => id === 2)).toBe(true);
  server.ask(3, 'textDocument/diagnostic', { textDocument: { uri: bad } });
  const isLast = () => server.work.at(-1)?.uri === bad;
  expect(await server.until(isLast)).toBe(true);
  server.ask(4, pingRequest.method, {});
  expect(await server.until(({ id }) => id === 4, 2_000)).toBe(false);
  expect(server.work.at(-1)).toEqual({ uri: bad, doing: 'textDocument/diagnostic' });
});

test('a server that falls has said what it worked on', async () => {
  const server = await started(true);
  const uri = server.open('a.yaml', pod);
  server.ask(2, 'textDocument/hover', {
    textDocument: { uri },
    position: { line: 1, character: 1 },
  });
  expect(await server.until(({ id }) => id === 2)).toBe(true);
  server.process.kill('SIGKILL');
  expect(server.work.at(-1)).toEqual({ uri, doing: 'textDocument/hover' });
});

test('the server says when it works on no file, and nothing to a client that did not ask', async () => {
  const server = await started(true);
  server.open('a.yaml', pod);
  expect(await server.until(({ params }) => (params as WorkParams | undefined)?.uri === null)).toBe(
    true,
  );
  const quiet = await started(false);
  const uri = quiet.open('a.yaml', pod);
  quiet.ask(2, 'textDocument/diagnostic', { textDocument: { uri } });
  expect(await quiet.until(({ id }) => id === 2)).toBe(true);
  expect(quiet.work).toEqual([]);
});

test('a ping is answered, and the answer tells of a debugger', async () => {
  const plain = await started(true);
  plain.ask(2, pingRequest.method, {});
  await plain.until(({ id }) => id === 2);
  expect(plain.heard.find(({ id }) => id === 2)?.result).toEqual({ isDebugged: false });
  const debugged = await started(true, ['--inspect=127.0.0.1:0']);
  debugged.ask(2, pingRequest.method, {});
  await debugged.until(({ id }) => id === 2);
  expect(debugged.heard.find(({ id }) => id === 2)?.result).toEqual({ isDebugged: true });
});

test('the server ends when the channel to whoever started it is closed', async () => {
  const server = await started(false);
  const end = new Promise((resolve) => server.process.once('exit', resolve));
  server.process.disconnect();
  expect(await end).toBe(1);
});
