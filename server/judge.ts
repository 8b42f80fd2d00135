/** A thread of the server that judges files, a program of its own: it reads nothing of the protocol. Starts on import. */
import { runThread } from '../core/problems/thread.ts';

runThread();
