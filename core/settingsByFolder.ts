import { defaultSettings, type Settings } from '../shared/settings.ts';
import { canonicalUri } from '../shared/uri.ts';

/** The settings of the window, and those of workspace folders where the client knows some. */
export class SettingsByFolder {
  /** What counts for no file in particular. */
  readonly window: Settings;
  /** The innermost folder first. */
  readonly #folders: readonly (readonly [start: string, settings: Settings])[];

  constructor(
    window: Settings = defaultSettings,
    folders: ReadonlyMap<string, Settings> = new Map<string, Settings>(),
  ) {
    this.window = window;
    this.#folders = [...folders]
      .map(([uri, settings]) => [`${canonicalUri(uri).replace(/\/$/, '')}/`, settings] as const)
      .sort(([one], [other]) => other.length - one.length);
  }

  /** By the addresses of the folders. */
  get folders(): ReadonlyMap<string, Settings> {
    return new Map(this.#folders);
  }

  /** Those that count for a file. */
  of(uri: string): Settings {
    if (this.#folders.length === 0) return this.window;
    const place = canonicalUri(uri);
    const found = this.#folders.find(([start]) => place.startsWith(start));
    return found?.[1] ?? this.window;
  }
}
