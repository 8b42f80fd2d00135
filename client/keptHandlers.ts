// Handlers of messages from the server: registered with the client of now and with each that takes its place.
import type { NotificationOf, RequestOf } from '../shared/protocol.ts';
import type { Disposable } from '../cluster/api.ts';

type Handler = (params: never) => unknown;

/** What a client of the library does with them. */
export interface TakesHandlers {
  onRequest(method: string, handler: Handler): Disposable;
  onNotification(method: string, handler: () => void): Disposable;
}

export class KeptHandlers {
  readonly #requests = new Map<string, Handler>();
  readonly #notifications = new Map<string, () => void>();
  #client: TakesHandlers | undefined;

  /** From now on this client is the one that is listened to. */
  attach(client: TakesHandlers): void {
    this.#client = client;
    for (const [method, handler] of this.#requests) client.onRequest(method, handler);
    for (const [method, handler] of this.#notifications) client.onNotification(method, handler);
  }

  detach(): void {
    this.#client = undefined;
  }

  onRequest<P, R>({ method }: RequestOf<P, R>, handler: (params: P) => R | Promise<R>): Disposable {
    this.#requests.set(method, handler);
    return this.#registered(this.#requests, method, this.#client?.onRequest(method, handler));
  }

  onNotification<P>({ method }: NotificationOf<P>, handler: () => void): Disposable {
    this.#notifications.set(method, handler);
    const registered = this.#client?.onNotification(method, handler);
    return this.#registered(this.#notifications, method, registered);
  }

  #registered(
    kept: Map<string, unknown>,
    method: string,
    registered: Disposable | undefined,
  ): Disposable {
    return {
      dispose() {
        kept.delete(method);
        registered?.dispose();
      },
    };
  }
}
