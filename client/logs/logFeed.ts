// What containers write becomes the text of an editor: gathered for a moment, put in the order of time, bounded, and no faster
// than an editor can take it. Who writes faster than that is read more slowly.
import type { LogLine, LogNote, LogSink, LogSource } from '../../cluster/logApi.ts';
import { LogBuffer, type LogLimits } from './logBuffer.ts';
import { logText, marked, noteText } from './logWords.ts';

export interface LogFeedOptions {
  /** Stands before each line; absent where all lines are of one container. */
  readonly nameOf?: (source: LogSource) => string;
  readonly limits?: LogLimits;
  /** The text has grown; called at most four times a second. */
  readonly changed: () => void;
  /** Nothing more comes. */
  readonly ended: () => void;
}

/** Lines that wait to be shown; above it their containers wait. */
export const mostPending = 2000;
const leastPauseMs = 250;
/** An editor reads the whole text at each change: the longer it is, the less often. */
const charactersPerMs = 4000;

interface Pending {
  readonly time: number;
  readonly text: string;
}

export class LogFeed implements LogSink {
  readonly #options: LogFeedOptions;
  readonly #buffer: LogBuffer;
  #pending: Pending[] = [];
  #lastTime = 0;
  #timer: NodeJS.Timeout | undefined;
  #characters = 0;
  #shown: PromiseWithResolvers<undefined> | undefined;
  #isOver = false;

  constructor(options: LogFeedOptions) {
    this.#options = options;
    this.#buffer = new LogBuffer(options.limits);
  }

  get text(): string {
    const { text } = this.#buffer;
    this.#characters = text.length;
    return text;
  }

  line({ source, time, text }: LogLine): Promise<undefined> | undefined {
    const name = this.#options.nameOf?.(source);
    this.#add(logText(name === undefined ? text : `${name} │ ${text}`), time);
    if (this.#pending.length < mostPending) return undefined;
    this.#shown ??= Promise.withResolvers<undefined>();
    return this.#shown.promise;
  }

  note(note: LogNote): void {
    // Of the one container it goes without saying.
    if (note.kind === 'began' && !this.#options.nameOf) return;
    const text = noteText(note, this.#options.nameOf ?? (({ container }) => container));
    if (text !== undefined) this.#add(text);
  }

  ended(): void {
    this.close('The end: nothing more follows');
  }

  /** Shows what has come, and takes no more. */
  close(lastWords: string): void {
    if (this.#isOver) return;
    this.#add(marked(lastWords));
    this.#isOver = true;
    this.#show();
    this.#options.ended();
  }

  #add(text: string, time = this.#lastTime): void {
    if (this.#isOver) return;
    this.#lastTime = time;
    this.#pending.push({ time, text });
    const pauseMs = leastPauseMs + this.#characters / charactersPerMs;
    this.#timer ??= setTimeout(() => this.#show(), pauseMs);
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#pending.length === 0) return;
    const sorted = this.#pending.sort((one, other) => one.time - other.time);
    this.#pending = [];
    this.#buffer.append(sorted.map(({ text }) => text));
    this.#options.changed();
    const shown = this.#shown;
    this.#shown = undefined;
    shown?.resolve(undefined);
  }
}
