import { expect, test } from 'vitest';
import { answerTo } from './commandLine.ts';

test('whoever asks is told what the program is', () => {
  for (const word of ['--help', '-h'])
    expect(answerTo([word], '1.2.3')).toMatchObject({
      exitCode: 0,
      text: expect.stringContaining('Usage: node server.js --stdio') as string,
    });
  expect(answerTo(['--version'], '1.2.3')).toEqual({ exitCode: 0, text: '1.2.3\n' });
});

test('a start without a way to talk is answered with a sentence', () => {
  for (const words of [[], ['--stdioo'], ['--cache', 'folder']])
    expect(answerTo(words, '1.2.3')).toMatchObject({
      exitCode: 2,
      text: expect.stringContaining('it is not told how to talk') as string,
    });
});

test('an editor is not answered', () => {
  for (const word of ['--stdio', '--node-ipc', '--socket=6009', '--pipe=/tmp/x', '--socket'])
    expect(answerTo(['--cache', 'folder', word], '1.2.3')).toBeUndefined();
});
