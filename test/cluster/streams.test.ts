// Programs in containers and connections to pods, over a real API server and the kubelet of simulated nodes.
import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { ClusterSession, Failure } from '../../cluster/api.ts';
import type { ExecOptions } from '../../cluster/streamsApi.ts';
import { controlPlaneOrSkip } from '../harness/controlPlaneOrSkip.ts';
import { errorOf, kubeconfigFor, sessionFor, valueOf } from './clusterFixture.ts';
import { httpProxy } from './forwardProxy.ts';
import { listening, runningPod } from './podFixture.ts';

const command = (script: string) => ['sh', '-c', script];

await controlPlaneOrSkip('streams of a real API server', { kubelet: true }, (controlPlane) => {
  const session = (user: 'admin' | 'editor' | 'viewer' = 'admin'): Promise<ClusterSession> =>
    sessionFor(kubeconfigFor(controlPlane(), { token: controlPlane().tokens[user] }));

  /** Runs a command to its end. */
  async function run(script: string, options: Partial<ExecOptions> & { input?: string } = {}) {
    const pod = await runningPod(controlPlane(), 'runs-commands');
    const { streams } = await session();
    let [output, errors] = ['', ''];
    const process = valueOf(
      await streams.exec(
        { pod, container: 'main' },
        {
          command: command(script),
          hasInput: options.input !== undefined,
          onOutput: (bytes) => void (output += bytes.toString()),
          onErrorOutput: (bytes) => void (errors += bytes.toString()),
          ...options,
        },
      ),
    );
    if (options.input !== undefined) {
      await process.write(Buffer.from(options.input));
      expect(process.endsInput).toBe(true);
      await process.endInput();
    }
    return { end: await process.ended, output, errors };
  }

  test('a program gets its input and its end, and its output, errors and exit code come back', async () => {
    const { end, output, errors } = await run('cat; echo trouble >&2; exit 3', { input: 'words' });
    expect({ end, output, errors }).toEqual({
      end: { ok: true, value: 3 },
      output: 'words',
      errors: 'trouble\n',
    });
  });

  test('much goes both ways without a byte lost', async () => {
    const input = 'x'.repeat(3_000_000);
    const { end, output } = await run('cat', { input });
    expect(end).toEqual({ ok: true, value: 0 });
    expect(output === input).toBe(true);
  });

  test('what is written while more is on its way comes after it', async () => {
    const pod = await runningPod(controlPlane(), 'keeps-order');
    const { streams } = await session();
    let output = '';
    const process = valueOf(
      await streams.exec(
        { pod, container: 'main' },
        {
          command: ['cat'],
          hasInput: true,
          onOutput: (bytes) => void (output += bytes.toString()),
        },
      ),
    );
    const long = 'a'.repeat(200_000);
    await Promise.all([
      process.write(Buffer.from(long)),
      process.write(Buffer.from('b')),
      process.endInput(),
    ]);
    expect(await process.ended).toEqual({ ok: true, value: 0 });
    expect(output === `${long}b`).toBe(true);
  });

  test('a terminal has the size that it is given, and another one later', async () => {
    const pod = await runningPod(controlPlane(), 'has-terminal');
    const { streams } = await session();
    let shown = '';
    const process = valueOf(
      await streams.exec(
        { pod, container: 'main' },
        {
          command: ['sh'],
          hasInput: true,
          terminal: { columns: 91, rows: 23 },
          onOutput: (bytes) => void (shown += bytes.toString()),
        },
      ),
    );
    const type = (keys: string) => process.write(Buffer.from(keys));
    await expect.poll(() => shown).toMatch(/[#$] /);
    await type('stty size\r');
    await expect.poll(() => shown).toContain('23 91');
    process.resize({ columns: 132, rows: 44 });
    await type('sleep 0.2; stty size\r');
    await expect.poll(() => shown).toContain('44 132');
    await type('exit 5\r');
    expect(await process.ended).toEqual({ ok: true, value: 5 });
  });

  test('a shell is bash where there is one, else what there is, and none is told', async () => {
    const pod = await runningPod(controlPlane(), 'has-shells', {
      containers: ['plain', 'small', 'bare'].map((name) => ({ name, image: 'busybox:1.36' })),
    });
    const { streams } = await session();
    const programs = async (container: string, names: readonly string[]) => {
      const bin = join(controlPlane().containerFolder('default', pod.name, container), 'bin');
      await mkdir(bin, { recursive: true });
      for (const name of names) await symlink(`/bin/${name}`, join(bin, name));
    };
    await programs('small', ['sh']);
    await programs('bare', []);
    const open = async (container: string) => {
      let shown = '';
      const opened = await streams.shell(
        { pod, container },
        {
          terminal: { columns: 80, rows: 24 },
          onOutput: (bytes) => void (shown += bytes.toString()),
        },
      );
      return { opened, shown: () => shown };
    };
    for (const [container, is] of [
      ['plain', 'bash'],
      ['small', 'none'],
    ] as const) {
      const { opened, shown } = await open(container);
      const process = valueOf(opened);
      await process.write(Buffer.from('echo "it is ${BASH:-none}"\r'));
      await process.write(Buffer.from('exit\r'));
      expect(await process.ended).toMatchObject({ ok: true });
      expect(shown()).toMatch(is === 'bash' ? /it is \/.*bash/ : /it is none/);
    }
    const { opened } = await open('bare');
    expect(errorOf(opened).message).toMatch(
      /^The container bare of Pod has-shells in namespace default has no shell/,
    );
  });

  test('the containers that run are named, the one of the annotation first', async () => {
    const pod = await runningPod(controlPlane(), 'has-containers', {
      annotations: { 'kubectl.kubernetes.io/default-container': 'second' },
      containers: ['first', 'second'].map((name) => ({ name, image: 'busybox:1.36' })),
    });
    const { streams } = await session();
    expect(valueOf(await streams.containers(pod))).toEqual(['second', 'first']);
    const { request } = controlPlane();
    const stuck = { name: 'is-stuck', annotations: { 'simulated/state': 'ImagePullBackOff' } };
    const spec = { containers: [{ name: 'main', image: 'busybox:1.36' }] };
    await request('POST', '/api/v1/namespaces/default/pods', { metadata: stuck, spec });
    const why = async () => errorOf(await streams.containers({ ...pod, name: stuck.name })).message;
    await expect
      .poll(why, { timeout: 5000 })
      .toBe(
        'No container of Pod is-stuck in namespace default runs (ImagePullBackOff). Wait until one does',
      );
  });

  test('what cannot be run is told in words', async () => {
    const pod = await runningPod(controlPlane(), 'tells');
    const { streams } = await session();
    const exec = async (container: string, name: string, words: readonly string[]) => {
      const opened = await streams.exec(
        { pod: { ...pod, name }, container },
        { command: words, onOutput: () => undefined },
      );
      return errorOf(opened.ok ? await opened.value.ended : opened).message;
    };
    expect(await exec('main', pod.name, ['no-such-program'])).toBe(
      'The container main of Pod tells in namespace default has no program no-such-program, or may not run it',
    );
    expect(await exec('other', pod.name, ['ls'])).toBe(
      'The API server refused Pod tells in namespace default: container other is not valid for pod tells',
    );
    expect(await exec('main', 'absent', ['ls'])).toMatch(
      /^Pod absent in namespace default does not exist \(context test\)/,
    );
  });

  test('who may not run programs, or connect, is told which role is missing', async () => {
    const pod = await runningPod(controlPlane(), 'is-guarded');
    const { streams } = await session('viewer');
    const executed = await streams.exec(
      { pod, container: 'main' },
      { command: ['ls'], onOutput: () => undefined },
    );
    expect(errorOf(executed)).toMatchObject({ code: 'forbidden', status: 403 });
    expect(errorOf(executed).message).toContain('may not create pods/exec in namespace default');
    const connected = await streams.connect(pod, 80, { onFailure: () => undefined });
    expect(errorOf(connected).message).toContain('may not create pods/portforward');
  });

  test('a port of a pod answers, several connections at once', async () => {
    const pod = await runningPod(controlPlane(), 'has-port');
    const port = await listening((socket) => {
      socket.once('data', (chunk: Buffer) => {
        socket.end(`${chunk.toString()}!`.repeat(100_000));
      });
    });
    const { streams } = await session();
    const failures: Failure[] = [];
    const ask = async (words: string) => {
      const duplex = valueOf(
        await streams.connect(pod, port, { onFailure: (failure) => failures.push(failure) }),
      );
      duplex.write(words);
      return text(duplex);
    };
    const answers = await Promise.all(['one', 'two', 'three'].map(ask));
    expect(answers.map((answer) => [answer.length, answer.slice(0, 4)])).toEqual([
      [400_000, 'one!'],
      [400_000, 'two!'],
      [600_000, 'thre'],
    ]);
    expect(failures).toEqual([]);
  });

  test('a port on which nothing listens is told', async () => {
    const pod = await runningPod(controlPlane(), 'has-no-port');
    const { streams } = await session();
    const told = new Promise<Failure>((done) => {
      void streams.connect(pod, 1, { onFailure: done }).then((opened) => valueOf(opened).resume());
    });
    expect((await told).error.message).toContain('Nothing listens on port 1 of Pod has-no-port');
  });

  test('streams go the way of all requests: over the proxy, and as whom the user acts', async () => {
    const pod = await runningPod(controlPlane(), 'behind-proxy');
    const proxy = await httpProxy({ user: 'me', password: 'secret-word' });
    const proxyUrl = `http://me:secret-word@127.0.0.1:${proxy.port}`;
    const execAs = async (more: object) => {
      const user = { token: controlPlane().tokens.admin, ...more };
      const cluster = { 'proxy-url': proxyUrl };
      const { streams } = await sessionFor(kubeconfigFor(controlPlane(), user, cluster));
      const options = { command: ['true'], onOutput: () => undefined };
      return streams.exec({ pod, container: 'main' }, options);
    };
    const before = proxy.seen.length;
    expect(await valueOf(await execAs({})).ended).toEqual({ ok: true, value: 0 });
    expect(proxy.seen.slice(before)).toEqual([`CONNECT ${new URL(controlPlane().url).host}`]);
    expect(errorOf(await execAs({ as: 'jane' })).message).toMatch(
      /^User jane may not get pods\/exec in namespace default/,
    );
  });

  test('nodes that run programs have logs as well', async () => {
    const pod = await runningPod(controlPlane(), 'writes-logs');
    controlPlane().logs.write('main', ['written']);
    const path = `/api/v1/namespaces/default/pods/${pod.name}/log?container=main`;
    expect((await controlPlane().request('GET', path)).text).toContain('written');
  });

  test('all of it ends with the session', async () => {
    const pod = await runningPod(controlPlane(), 'ends');
    const held = await session();
    const process = valueOf(
      await held.streams.exec(
        { pod, container: 'main' },
        { command: ['sleep', '60'], onOutput: () => undefined },
      ),
    );
    held.dispose();
    expect(errorOf(await process.ended).code).toBe('cancelled');
  });
});
