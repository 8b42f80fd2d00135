/** The server's process: standard streams or IPC on one side, the disk on the other. Starts on import. */
import { url as inspectorUrl } from 'node:inspector';
import { join } from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { errorWithPlace } from '../shared/errorWords.ts';
import { workMethod, type WorkParams } from '../shared/protocol.ts';
import { Analysis } from '../core/analysis.ts';
import { Disk } from '../core/workspace/disk/disk.ts';
import { folderReader } from '../core/workspace/disk/folderReader.ts';
import { FrameWatch } from './frameWatch.ts';
import { createMessageCheck } from './messageCheck.ts';
import { holdLifeline } from './lifeline/lifeline.ts';
import type { Log } from '../core/log.ts';
import { SchemaStore } from '../core/schema/schemaStore.ts';
import { serve } from './server.ts';

declare const __PRODUCT_VERSION__: string;

const connection = createConnection(ProposedFeatures.all, {
  messageStrategy: createMessageCheck(send),
});
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
if (process.argv.includes('--stdio')) watchStream();
// Over IPC: whoever started the server has closed the channel or is gone.
process.on('disconnect', () => process.exit(1));

// A fault that nothing caught is logged; the process goes on with the files that it holds.
process.on('uncaughtException', (error) => {
  log.error(`unexpected: ${errorWithPlace(error)}`);
});
process.on('unhandledRejection', (reason) => {
  log.error(`unexpected: ${errorWithPlace(reason)}`);
});

const analysis = new Analysis({
  store: new SchemaStore(folderReader(join(__dirname, 'schemas'))),
  log,
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
  tellWork,
  isDebugged: () => inspectorUrl() !== undefined,
  onEditorKnown: (editor) => {
    holdLifeline(join(__dirname, 'lifeline.js'), editor);
  },
});
connection.listen();

/** Past the library, whose promise does not wait until a message to the parent process has left this one. */
function tellWork(work: WorkParams): Promise<void> {
  if (!process.send) return connection.sendNotification(workMethod, work);
  const message = { jsonrpc: '2.0', method: workMethod, params: work };
  return new Promise((resolve) => {
    process.send?.(message, undefined, undefined, () => {
      resolve(); // a parent that is gone needs to know nothing
    });
  });
}

/** Past the library, which sends no answer without an id. */
function send(message: object): void {
  if (process.send) {
    process.send(message);
    return;
  }
  const text = JSON.stringify(message);
  process.stdout.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

/** A stream that is not the protocol's cannot be read on from: the process says so and ends. */
function watchStream(): void {
  // Nobody reads what is written: the client is gone.
  process.stdout.on('error', () => process.exit(1));
  const watch = new FrameWatch();
  process.stdin.on('data', (bytes: Buffer) => {
    const fault = watch.take(bytes);
    if (fault === undefined) return;
    process.stderr.write(`data-platform-manifests: ${fault}; the language server ends\n`, () =>
      process.exit(1),
    );
  });
}
