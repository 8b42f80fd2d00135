/** The server's process: standard streams or IPC on one side, the disk on the other. Starts on import. */
import { Console } from 'node:console';
import { url as inspectorUrl } from 'node:inspector';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { errorWithPlace } from '../shared/errorWords.ts';
import { workNotification, type WorkParams } from '../shared/protocol.ts';
import { Analysis } from '../core/analysis.ts';
import { Disk } from '../core/workspace/disk/disk.ts';
import { folderReader } from '../core/workspace/disk/folderReader.ts';
import { createMessageCheck } from './messageCheck.ts';
import { holdLifeline } from './lifeline/lifeline.ts';
import type { Log } from '../core/log.ts';
import { SchemaStore } from '../core/schema/schemaStore.ts';
import { Phase } from './phase.ts';
import { serve } from './server.ts';
import { StandardReader, StandardWriter } from './standardStreams.ts';

declare const __PRODUCT_HOMEPAGE__: string;
declare const __PRODUCT_VERSION__: string;

const phase = new Phase();
const writer = process.argv.includes('--stdio') ? standardOutput() : undefined;
const strategy = { messageStrategy: createMessageCheck(send) };
const connection = writer
  ? createConnection(ProposedFeatures.all, standardInput(), writer, strategy)
  : createConnection(ProposedFeatures.all, strategy);
const log: Log = {
  error: (message) => {
    connection.console.error(message);
  },
  info: (message) => {
    connection.console.info(message);
  },
  trace: (message) => {
    connection.tracer.log(message());
  },
};
// Over IPC: whoever started the server has closed the channel or is gone.
process.on('disconnect', () => process.exit(1));

// A fault that nothing caught is logged; the process goes on with the files that it holds.
process.on('uncaughtException', (error) => {
  log.error(`unexpected: ${errorWithPlace(error)}`);
});
process.on('unhandledRejection', (reason) => {
  log.error(`unexpected: ${errorWithPlace(reason)}`);
});

const schemas = join(__dirname, 'schemas');
/** Each takes its share of the memory. */
const maxThreads = 2;

const analysis = new Analysis({
  store: new SchemaStore(folderReader(schemas)),
  threads: {
    program: join(__dirname, 'judge.js'),
    count: Math.min(availableParallelism(), maxThreads),
    schemas,
  },
  log,
  homepage: __PRODUCT_HOMEPAGE__,
  disk: new Disk((sentence) => {
    log.info(sentence);
  }),
  loadEngine: async () => {
    const { YamlEngine } = await import('../core/engine/yamlEngine.ts');
    return new YamlEngine(log);
  },
});
serve(connection, analysis, {
  version: __PRODUCT_VERSION__,
  phase,
  tellWork,
  isDebugged: () => inspectorUrl() !== undefined,
  onEditorKnown: (editor) => {
    holdLifeline(join(__dirname, 'lifeline.js'), editor);
  },
});
connection.listen();

/** Past the library, whose promise does not wait until a message to the parent process has left this one. */
function tellWork(work: WorkParams): Promise<void> {
  if (!process.send) return connection.sendNotification(workNotification.method, work);
  const message = { jsonrpc: '2.0', method: workNotification.method, params: work };
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve(); // a parent that is gone needs to know nothing
    });
  });
}

/** Past the library, which sends no answer without an id. */
function send(message: object): void {
  if (writer) void writer.write(message);
  else process.send?.(message);
}

function standardOutput(): StandardWriter {
  // Nobody reads what is written: the client is gone.
  process.stdout.on('error', () => process.exit(1));
  // What others print would stand among the messages.
  globalThis.console = new Console(process.stderr, process.stderr);
  return new StandardWriter(process.stdout);
}

/** A stream that is not the protocol's cannot be read on from: the process says so and ends. */
function standardInput(): StandardReader {
  process.stdin.on('end', () => process.exit(phase.isOver ? 0 : 1));
  return new StandardReader(process.stdin, send, (fault) => {
    process.stderr.write(`data-platform-manifests: ${fault}; the language server ends\n`, () =>
      process.exit(1),
    );
  });
}
