/** What the server's program says to somebody who starts it by hand; editors name a way to talk. */

export interface Said {
  readonly text: string;
  readonly exitCode: number;
}

/** Undefined where the words say how to talk to an editor. */
export function answerTo(words: readonly string[], version: string): Said | undefined {
  if (words.includes('--help') || words.includes('-h')) return { text: help, exitCode: 0 };
  if (words.includes('--version')) return { text: `${version}\n`, exitCode: 0 };
  if (words.some((word) => /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/.test(word))) return undefined;
  return {
    text: `This is a language server, and it is not told how to talk.\n\n${help}`,
    exitCode: 2,
  };
}

const help = `The language server of Data Platform Manifests: an editor starts it and talks to it in the Language Server Protocol.
To check manifests on a terminal, use dpm check (cli.js).

Usage: node server.js --stdio [--cache FOLDER]

  --stdio         talk over the standard input and output
  --node-ipc      talk over the channel of the Node process that starts it
  --pipe=NAME     talk over a named pipe
  --socket=PORT   talk over a socket of this machine
  --cache FOLDER  keep the compiled program there, for a faster start
  --help          show this text
  --version       show the version
`;
