// Logs of the containers of simulated nodes: files in the form of a container runtime, which kwok serves with the code of the
// kubelet. A container has the file of its name, in whichever pod it is.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file, in the folder of a run, that tells kwok where the logs are. */
export const containerLogsConfig = 'container-logs.yaml';

/** The names of containers that have logs. */
export const loggedContainers = [
  'main',
  'sidecar',
  'spark-kubernetes-driver',
  'spark-kubernetes-executor',
] as const;
export type LoggedContainer = (typeof loggedContainers)[number];

export interface ContainerLogs {
  /** Adds lines to the log of a container, each as of now, or as of `at`; those who follow it get them at once. */
  write(container: LoggedContainer, lines: readonly string[], at?: Date): void;
  /** What the run before this one has written. */
  writePrevious(container: LoggedContainer, lines: readonly string[]): void;
}

export function createContainerLogs(folder: string): ContainerLogs {
  const logFolder = join(folder, 'logs');
  mkdirSync(logFolder);
  const current = (name: string) => join(logFolder, `${name}.log`);
  const previous = (name: string) => join(logFolder, `${name}.previous.log`);
  for (const name of loggedContainers) {
    writeFileSync(current(name), '');
    writeFileSync(previous(name), '');
  }
  const logs = loggedContainers.map((name) => ({
    containers: [name],
    logsFile: current(name),
    previousLogsFile: previous(name),
    follow: true,
  }));
  const config = {
    apiVersion: 'kwok.x-k8s.io/v1alpha1',
    kind: 'ClusterLogs',
    metadata: { name: 'all' },
    spec: { logs },
  };
  writeFileSync(join(folder, containerLogsConfig), JSON.stringify(config));
  return {
    write: (name, lines, at) => appendFileSync(current(name), written(lines, at)),
    writePrevious: (name, lines) => appendFileSync(previous(name), written(lines)),
  };
}

/** `2026-01-31T12:00:00.123000000Z stdout F text` */
function written(lines: readonly string[], at = new Date()): string {
  const time = at.toISOString().replace('Z', '000000Z');
  return lines.map((line) => `${time} stdout F ${line}\n`).join('');
}
