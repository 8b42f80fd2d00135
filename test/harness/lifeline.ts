// Loaded into a server before its own code: when whoever started it dies without a word, the pipe on stdin closes, and
// the server ends with everything in its process group.
if (process.env.DPM_LIFELINE === 'stdin') {
  delete process.env.DPM_LIFELINE; // what the server starts must not watch its own stdin
  process.stdin.resume();
  process.stdin.on('close', () => {
    process.kill(process.platform === 'win32' ? process.pid : -process.pid, 'SIGKILL');
  });
}
