/** The server's program once it is known how to talk: the server itself, or a thread of it that judges files. Starts on import. */
import { isMainThread } from 'node:worker_threads';
import { runThread } from '../core/problems/thread.ts';

if (isMainThread) void import('./process.ts');
else runThread();
