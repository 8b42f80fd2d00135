import type { NotificationOf } from '../../shared/protocol.ts';

/** Who hears of a choice: the language server, now or once it starts. */
export interface Told {
  notify<P extends object>(notification: NotificationOf<P>, params: P): void;
}
