// A terminal with a shell in a container. Whatever ends it is told in the terminal, and Enter begins anew.
import * as vscode from 'vscode';
import type { ClusterSession, Result } from '../../cluster/api.ts';
import type { ContainerRef, ExecProcess, TerminalSize } from '../../cluster/streamsApi.ts';
import { plainText } from '../../shared/plainText.ts';

/** VS Code takes all that it is given at once: after so many bytes it gets a moment to draw them. */
const drawnAtOnce = 256 * 1024;
const drawingMs = 50;

/** What is typed before the shell is there waits for it. */
const mostTypedAhead = 10_000;

const usualSize: TerminalSize = { columns: 80, rows: 24 };

export interface ContainerTerminal {
  readonly session: ClusterSession;
  readonly where: ContainerRef;
  /** Of a context that the settings protect. */
  readonly isProtected: boolean;
}

export function openContainerTerminal({
  session,
  where,
  isProtected,
}: ContainerTerminal): vscode.Terminal {
  const { pod, container } = where;
  const terminal = vscode.window.createTerminal({
    name: plainText(`${pod.name} · ${container}`),
    pty: createPty(session, where),
    iconPath: new vscode.ThemeIcon('terminal'),
    ...(isProtected && { color: new vscode.ThemeColor('terminal.ansiRed') }),
    isTransient: true,
  });
  terminal.show();
  return terminal;
}

function createPty(session: ClusterSession, where: ContainerRef): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<undefined>();
  let size = usualSize;
  let stop = new AbortController();
  let process: ExecProcess | undefined;
  let isOver = true;
  let typedAhead = '';

  const tell = (words: string) => written.fire(`\r\n\x1b[1m${plainText(words)}\x1b[0m\r\n`);

  async function run(): Promise<void> {
    isOver = false;
    typedAhead = '';
    stop = new AbortController();
    const { signal } = stop;
    const isClosed = () => signal.aborted;
    const opened = await session.streams.shell(where, {
      terminal: size,
      onOutput: drawing(written),
      signal,
    });
    if (isClosed()) return;
    if (opened.ok) {
      process = opened.value;
      process.resize(size);
      if (typedAhead) void process.write(Buffer.from(typedAhead));
    }
    const end = opened.ok ? await opened.value.ended : opened;
    process = undefined;
    isOver = true;
    if (isClosed()) return;
    const words = wordsOf(end);
    if (words === undefined) closed.fire(undefined);
    else tell(`${words}. Press Enter to try again, or close this terminal.`);
  }

  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open(dimensions) {
      size = dimensions ?? usualSize;
      void run();
    },
    close() {
      stop.abort();
      written.dispose();
      closed.dispose();
    },
    handleInput(data) {
      if (process) void process.write(Buffer.from(data));
      else if (!isOver && typedAhead.length < mostTypedAhead) typedAhead += data;
      else if (isOver && data.includes('\r')) void run();
    },
    setDimensions(dimensions) {
      size = dimensions;
      process?.resize(size);
    },
  };
}

/** Characters that come in two pieces are put together; much output waits for VS Code. */
function drawing(written: vscode.EventEmitter<string>): (bytes: Buffer) => Promise<void> {
  const decoder = new TextDecoder();
  let drawn = 0;
  return async (bytes) => {
    written.fire(decoder.decode(bytes, { stream: true }));
    drawn += bytes.length;
    if (drawn < drawnAtOnce) return;
    drawn = 0;
    await new Promise((done) => setTimeout(done, drawingMs));
  };
}

/** Exit codes of a program that a signal has ended: what a container runtime sends to all that runs in a container that has to go. */
const killed: ReadonlySet<number> = new Set([137, 143]);

/** Undefined where the user has ended the shell. */
function wordsOf(end: Result<number>): string | undefined {
  if (!end.ok)
    return end.error.code === 'cancelled' ? 'The connection was closed' : end.error.message;
  if (!killed.has(end.value)) return undefined;
  return `The shell was ended (exit code ${end.value}): the container has stopped, perhaps together with its pod`;
}
