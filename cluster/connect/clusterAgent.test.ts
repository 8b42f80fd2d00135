import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { ClusterAgent } from './clusterAgent.ts';

async function agentOf(): Promise<ClusterAgent> {
  const server = createServer((socket) => socket.on('error', () => undefined));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const agent = new ClusterAgent({ host: '127.0.0.1', port, connectTimeout: 60_000 });
  onTestFinished(() => {
    agent.destroy();
    server.close();
  });
  return agent;
}

const connected = (agent: ClusterAgent) =>
  new Promise((done) => {
    agent.createConnection({}, (error, socket) => {
      done(error ? 'refused' : 'open');
      if (!error) socket.destroy();
    });
  });

test('streams have an agent of their own, which keeps no connection', async () => {
  const agent = await agentOf();
  expect(await connected(agent.forStreams)).toBe('open');
  expect(agent.forStreams).toBe(agent.forStreams);
  expect(agent.forStreams).not.toBe(agent);
  expect(agent.forStreams.maxFreeSockets).toBe(0);
});

test('an agent that was closed opens nothing any more, for streams neither', async () => {
  const early = await agentOf();
  const { forStreams } = early;
  early.destroy();
  expect(await connected(forStreams)).toBe('refused');
  const late = await agentOf();
  late.destroy();
  expect(await connected(late)).toBe('refused');
  expect(await connected(late.forStreams)).toBe('refused');
});
