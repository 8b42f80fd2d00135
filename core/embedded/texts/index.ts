/** The languages that a configuration is written in within a text, by the form that `x-config` names. */
import type { ConfigForm } from '../../dictionaries/annotation.ts';
import { iniLines } from './iniLines.ts';
import { propertyLines } from './propertyLines.ts';
import { pythonNames } from './pythonNames.ts';
import type { TextReader } from './textReader.ts';
import { xmlProperties } from './xmlProperties.ts';

const readers: Readonly<Partial<Record<ConfigForm, TextReader>>> = {
  properties: propertyLines,
  lines: propertyLines,
  ini: iniLines,
  xml: xmlProperties,
  python: pythonNames,
};

/** Undefined for a configuration that is no text but values of the manifest. */
export function textReader(form: ConfigForm | undefined): TextReader | undefined {
  return form === undefined ? undefined : readers[form];
}
