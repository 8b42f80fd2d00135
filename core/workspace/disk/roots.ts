/** The places that may be read: folders with all below them, or single files. Links lead out of them for nobody. */
import { realpathSync } from 'node:fs';
import { isInside } from './isInside.ts';

export class Roots {
  readonly places: readonly string[];
  /** Where a place really is; looked up when it is first asked for, as it may come later. */
  readonly #real = new Map<string, string>();

  /** Absolute paths, as somebody spells them. */
  constructor(places: readonly string[]) {
    this.places = [...new Set(places)];
  }

  /** Whether a path may be looked at, by its names alone: nothing outside is even touched. */
  mayHold(path: string): boolean {
    return this.places.some((place) => isInside(path, place)) || this.holds(path);
  }

  /** Whether a path without links is that of something that may be read. */
  holds(realPath: string): boolean {
    return this.places.some((place) => {
      const real = this.#realOf(place);
      return real !== undefined && isInside(realPath, real);
    });
  }

  #realOf(place: string): string | undefined {
    const known = this.#real.get(place);
    if (known !== undefined) return known;
    try {
      const real = realpathSync.native(place);
      this.#real.set(place, real);
      return real;
    } catch {
      return undefined; // not there yet
    }
  }
}
