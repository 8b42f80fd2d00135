import { spawn } from 'node:child_process';

/** Opens the address where there is a desktop to open it on; says nothing when that fails, the address is printed. */
export function openInBrowser(address: string): void {
  if (!process.stdout.isTTY || process.env.SSH_CONNECTION || process.env.CI) return;
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const opener = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    process.platform as string
  ];
  const [command, ...args] = opener ?? (DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : []);
  if (!command) return;
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
