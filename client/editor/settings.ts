// Reads `dataPlatform.*` for the client's own needs and tells once in the log what was wrong with it.
import * as vscode from 'vscode';
import { parseSettings, settingsSection, type Settings } from '../../shared/settings.ts';
import type { Log } from '../log.ts';

export interface SettingsReader {
  /** The values as they are now; for a file, with those of its folder. */
  current(scope?: vscode.Uri): Settings;
}

export function createSettingsReader(log: Log): SettingsReader {
  const told = new Set<string>();
  return {
    current(scope) {
      const { settings, problems } = parseSettings(
        vscode.workspace.getConfiguration(undefined, scope).get<unknown>(settingsSection),
      );
      for (const problem of problems) {
        if (!told.has(problem)) log.warn(problem);
        told.add(problem);
      }
      return settings;
    },
  };
}
