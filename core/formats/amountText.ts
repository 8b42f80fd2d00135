/** Amounts of memory and processors as Kubernetes writes them, short enough to read. */

const units = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** In the largest unit that leaves a whole part: `1.5Gi`, `384Mi`. Two decimals at most. */
export function memoryText(bytes: number): string {
  const size = Math.abs(bytes);
  let power = 0;
  while (power < units.length - 1 && size >= 1024 ** (power + 1)) power++;
  return `${rounded(bytes / 1024 ** power, 2)}${units[power] ?? ''}`;
}

/** Without loss: `4506Mi`, not `4.4Gi`. */
export function wholeMemoryText(bytes: number): string {
  const whole = Math.ceil(bytes);
  const power = [4, 3, 2, 1].find((each) => whole !== 0 && whole % 1024 ** each === 0) ?? 0;
  return `${whole / 1024 ** power}${units[power] ?? ''}`;
}

/** In cores: `1.5`, `0.25`. */
export function coresText(cores: number): string {
  return rounded(cores, 3);
}

function rounded(value: number, digits: number): string {
  return String(Math.round(value * 10 ** digits) / 10 ** digits);
}
