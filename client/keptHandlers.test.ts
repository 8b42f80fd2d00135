import { expect, test } from 'vitest';
import { KeptHandlers, type TakesHandlers } from './keptHandlers.ts';

const asked = { method: 'a' };

/** A client that says what is registered with it. */
function clientOf(): TakesHandlers & { readonly methods: string[] } {
  const methods: string[] = [];
  const take = (method: string) => {
    methods.push(method);
    return { dispose: () => void methods.splice(methods.indexOf(method), 1) };
  };
  return { methods, onRequest: take, onNotification: take };
}

test('each client that takes the place of another has the same handlers', () => {
  const handlers = new KeptHandlers();
  handlers.onRequest(asked, () => 1);
  const [first, second] = [clientOf(), clientOf()];
  handlers.attach(first);
  handlers.onNotification({ method: 'b' }, () => undefined);
  handlers.attach(second);
  expect([first.methods, second.methods]).toEqual([
    ['a', 'b'],
    ['a', 'b'],
  ]);
});

test('a handler that is given up is no more with this client, nor with the next', () => {
  const handlers = new KeptHandlers();
  const [first, second] = [clientOf(), clientOf()];
  handlers.attach(first);
  const registered = handlers.onRequest(asked, () => 1);
  registered.dispose();
  handlers.attach(second);
  expect([first.methods, second.methods]).toEqual([[], []]);
});

test('while there is no client nothing is registered with the old one', () => {
  const handlers = new KeptHandlers();
  const first = clientOf();
  handlers.attach(first);
  handlers.detach();
  handlers.onRequest(asked, () => 1);
  expect(first.methods).toEqual([]);
});
