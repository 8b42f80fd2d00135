/** How the time of some work grows with its input, for tests that hold time without a limit in seconds. */

export interface Growth {
  /** 1: twice the input takes twice the time; 2: four times. */
  readonly exponent: number;
  /** Milliseconds of processor for the input and for four times as much. */
  readonly small: number;
  readonly large: number;
}

export interface GrowthOptions<T> {
  /** The input of a size; making it does not count. */
  readonly make: (count: number) => T;
  readonly work: (input: T) => unknown;
  readonly count: number;
}

/** Above this something walks its siblings or its text again for each of its parts. A sort stays below it. */
const linear = 1.75;
/** Less than this says nothing: it is what a collection of garbage takes. */
const tooShortMs = 40;
/** Some kernels count the time of a process in ticks: less than one is told as nothing. */
const tickMs = 4;
const rounds = 5;

/** Measures until it is clear that the work grows as its input, at most a few rounds; the best time of each size counts. */
export async function growthOf<T>({ make, work, count }: GrowthOptions<T>): Promise<Growth> {
  let small = Infinity;
  let large = Infinity;
  let exponent = Infinity;
  for (let round = 0; round < rounds && exponent > linear; round++) {
    // Work that runs for the first times is slower: the small input would look too dear, and the growth too small.
    for (let time = 0; time < 4; time++)
      small = Math.min(small, await processorMs(work, make(count)));
    large = Math.min(large, await processorMs(work, make(4 * count)));
    exponent = large < tooShortMs ? 0 : Math.log(large / Math.max(small, tickMs)) / Math.log(4);
  }
  return { exponent, small, large };
}

/** A sentence where work grows faster than its input; undefined where it does not. */
export async function tooFastGrowth<T>(options: GrowthOptions<T>): Promise<string | undefined> {
  const { exponent, small, large } = await growthOf(options);
  if (exponent <= linear) return undefined;
  const times = `${small.toFixed(0)} ms for ${options.count}, ${large.toFixed(0)} ms for four times as many`;
  return `the time grows with the power ${exponent.toFixed(1)} of the input: ${times}`;
}

async function processorMs<T>(work: (input: T) => unknown, input: T): Promise<number> {
  const before = process.cpuUsage();
  await work(input);
  return process.cpuUsage(before).user / 1000;
}
