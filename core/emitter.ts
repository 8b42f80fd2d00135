/** Tells whoever wants to know that something happened. */
export class Emitter<T = void> {
  readonly #listeners = new Set<(value: T) => void>();

  /** Returns what ends the listening. */
  on(listener: (value: T) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  emit(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }
}
