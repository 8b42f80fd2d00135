// What stands in a log beside the lines of the containers: whose line it is, and what became of a container.
import { visibleText } from '../../shared/plainText.ts';
import type { LogNote, LogSource } from '../../cluster/logApi.ts';

/** Whose line it is: its pod, without the name that all of them begin with, and its container where there are several. */
export function sourceName(
  { pod, container }: LogSource,
  { objectName, showsContainer }: { readonly objectName: string; readonly showsContainer: boolean },
): string {
  const start = `${objectName}-`;
  const short = pod.startsWith(start) && pod.length > start.length ? pod.slice(start.length) : pod;
  return showsContainer ? `${short} ${container}` : short;
}

const words: Readonly<Record<LogNote['kind'], string>> = {
  began: 'its log follows',
  restarted: 'the container was started again',
  waiting: 'the container does not run, its log follows once it does',
  lost: 'the cluster does not answer and is asked again',
  over: 'nothing more follows',
  refused: 'its log cannot be read',
  limit:
    'There are more containers than are followed at once. Choose one container to see the log of others',
  none: 'No pod runs for it now. The logs of those that come will follow',
};

/** A line of its own; undefined for what is of no interest to a reader. */
export function noteText(
  { kind, source, reason, error }: LogNote,
  nameOf: (source: LogSource) => string,
): string | undefined {
  if (kind === 'none' && source)
    return marked(`${nameOf(source)}: it was not started before, there is no earlier run`);
  const why = error?.message ?? reason;
  const said = why === undefined ? words[kind] : `${words[kind]} (${why})`;
  return marked(source ? `${nameOf(source)}: ${said}` : said);
}

export function marked(words: string): string {
  return `── ${logText(words)} ──`;
}

/** Colours and movements of a terminal. */
const terminalCodes = new RegExp(
  `${String.fromCharCode(27)}(?:\\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9]|[=>78A-Z])`,
  'g',
);

/** A line as an editor can show it: without the codes of a terminal, of a progress bar its last state. */
export function logText(text: string): string {
  if (/^[\t -~]*$/.test(text)) return text;
  const states = text.replace(terminalCodes, '').split('\r');
  return visibleText(states.findLast((state) => state !== '') ?? '').replaceAll('\n', ' ');
}
