import { expect, test } from 'vitest';
import { Emitter } from './emitter.ts';

test('everybody who listens is told, until they end it', () => {
  const heard: string[] = [];
  const emitter = new Emitter<string>();
  const end = emitter.on((word) => heard.push(`one ${word}`));
  emitter.on((word) => heard.push(`two ${word}`));
  emitter.emit('a');
  end();
  emitter.emit('b');
  expect(heard).toEqual(['one a', 'two a', 'two b']);
});

test('who ends its listening while it is told takes nothing from the others', () => {
  const heard: string[] = [];
  const emitter = new Emitter();
  const end = emitter.on(() => {
    heard.push('one');
    end();
  });
  emitter.on(() => heard.push('two'));
  emitter.emit();
  emitter.emit();
  expect(heard).toEqual(['one', 'two', 'two']);
});
