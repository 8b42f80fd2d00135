import { expect, test } from 'vitest';
import { ClusterAgent } from './clusterAgent.ts';

test('an agent that was closed opens no stream any more, and streams end with it', async () => {
  const connected = (agent: ClusterAgent) =>
    new Promise((done) => {
      agent.createConnection({}, (error) => done(error ? 'refused' : 'open'));
    });
  const make = () => new ClusterAgent({ host: '192.0.2.1', port: 9, connectTimeout: 60_000 });
  const closed = make();
  closed.destroy();
  expect(await connected(closed.forStreams)).toBe('refused');
  const open = make();
  const { forStreams } = open;
  expect(open.forStreams).toBe(forStreams);
  expect(forStreams).not.toBe(open);
  expect(forStreams.maxFreeSockets).toBe(0);
  const waits = connected(forStreams);
  open.destroy();
  expect(await waits).toBe('refused');
});
