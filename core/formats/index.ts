/** All value formats by name: what `format` and `x-key-format` in a schema may say. */
import { cron, sparkCron } from './cron.ts';
import { base64 } from './encoding.ts';
import type { Format } from './format.ts';
import { image } from './image.ts';
import { jvmFlag, jvmOptions } from './jvmOptionsFormat.ts';
import * as names from './names.ts';
import { cidr, ip, uri } from './network.ts';
import { openApiFormats } from './openApi.ts';
import { absolutePath, mountPath, relativePath } from './paths.ts';
import {
  optionalPortNumber,
  optionalPortNumberOrName,
  portName,
  portNumber,
  portNumberOrName,
} from './ports.ts';
import { cpuQuantity, quantity } from './quantity.ts';
import {
  jvmHeap,
  sparkCpu,
  sparkFactor,
  sparkMemory,
  sparkOverhead,
  sparkVersion,
} from './spark.ts';
import { spawnerMemory, spawnerProcessor } from './spawner.ts';
import { duration, rfc3339, sparkTimeZone, timeZone } from './times.ts';

const all: readonly Format[] = [
  quantity,
  cpuQuantity,
  names.dnsLabel,
  names.dnsSubdomain,
  names.dns1035Label,
  names.wildcardHost,
  names.pathSegmentName,
  names.labelKey,
  names.labelValue,
  names.annotationKey,
  names.envName,
  names.configKey,
  duration,
  cron,
  timeZone,
  rfc3339,
  portNumber,
  optionalPortNumber,
  portName,
  portNumberOrName,
  optionalPortNumberOrName,
  image,
  absolutePath,
  mountPath,
  relativePath,
  ip,
  cidr,
  uri,
  base64,
  jvmHeap,
  jvmOptions,
  jvmFlag,
  sparkMemory,
  sparkOverhead,
  sparkFactor,
  sparkVersion,
  sparkCpu,
  sparkCron,
  sparkTimeZone,
  spawnerMemory,
  spawnerProcessor,
  ...openApiFormats,
];

/** Names that are not here are not checked. */
export const formats: ReadonlyMap<string, Format> = new Map(
  all.map((format) => [format.name, format]),
);
