/** Every reader of sizes. */
import { flink } from './flink.ts';
import { schedules } from './schedules.ts';
import { clickHouse, kafka } from './servers.ts';
import type { SizeReader } from './size.ts';
import { apacheSpark, spark } from './spark.ts';
import { trino } from './trino.ts';
import { quantities } from './units.ts';
import { copies, templates } from './workloads.ts';

export const sizeReaders: readonly SizeReader[] = [
  ...[spark, apacheSpark, flink, trino, kafka, clickHouse],
  ...[templates, copies, schedules, quantities],
];
