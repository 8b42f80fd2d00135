// The processes of the language server, as the operating system knows them.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Process numbers of the language servers that this extension host started. */
export function languageServerPids(): number[] {
  return childProcesses()
    .filter(({ command }) => command.includes(join('dist', 'server.js')))
    .map(({ pid }) => pid);
}

function childProcesses(): { pid: number; command: string }[] {
  const [program = '', ...args] =
    process.platform === 'win32'
      ? [
          'powershell',
          '-NoProfile',
          '-Command',
          'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }',
        ]
      : ['ps', '-axww', '-o', 'pid=,ppid=,args='];
  const lines = execFileSync(program, args, { encoding: 'utf8', maxBuffer: 10_000_000 }).split(
    '\n',
  );
  return lines.flatMap((line) => {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s(.*)$/.exec(line) ?? [];
    return Number(parent) === process.pid ? [{ pid: Number(pid), command }] : [];
  });
}
