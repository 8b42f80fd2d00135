/** What is told of the logs of containers, for `ContainerLogs` of api.ts. Types only. */
import type { ClusterError } from './errorApi.ts';

/** One container of one pod. */
export interface LogSource {
  readonly pod: string;
  readonly container: string;
  /** What the pod is for among those of its owner: `driver`. */
  readonly role?: string;
}

export interface LogLine {
  readonly source: LogSource;
  /** Milliseconds since 1970, with parts of them; absent where the line does not say it. */
  readonly time?: number;
  /** As the container wrote it, without its end. */
  readonly text: string;
}

/** Something to know about a container, or about all where it names none. */
export interface LogNote {
  readonly source?: LogSource;
  /**
   * `began`: its lines follow; `restarted`: those of its next run; `waiting`: it does not run; `lost`: the cluster does not
   * answer and is asked again; `over`: nothing more comes of it; `refused`: its log cannot be had; `limit`: there are more
   * containers than are followed; `none`: there is no container yet.
   */
  readonly kind: 'began' | 'restarted' | 'waiting' | 'lost' | 'over' | 'refused' | 'limit' | 'none';
  /** Why, in the words of the cluster. */
  readonly reason?: string;
  readonly error?: ClusterError;
}

export interface LogSink {
  /** A promise holds back the reading of that container until it resolves. */
  line(line: LogLine): Promise<void> | undefined;
  note(note: LogNote): void;
  /** Nothing more comes of any container. */
  ended(): void;
}
