/** Flags `-XX:` of the JVM that people set, as OpenJDK 8 to 25 print them with PrintFlagsFinal. There are a thousand others. */
const wordsOf = (text: string): string[] => text.trim().split(/\s+/);

/** Written `-XX:+NAME` or `-XX:-NAME`. */
export const switches: ReadonlySet<string> = new Set(
  wordsOf(`
AggressiveOpts AlwaysPreTouch CMSClassUnloadingEnabled CMSParallelRemarkEnabled CMSScavengeBeforeRemark
CrashOnOutOfMemoryError DisableExplicitGC EnableDynamicAgentLoading ExitOnOutOfMemoryError ExplicitGCInvokesConcurrent
FlightRecorder HeapDumpOnOutOfMemoryError IgnoreUnrecognizedVMOptions OmitStackTraceInFastThrow ParallelRefProcEnabled
PerfDisableSharedMem PrintAdaptiveSizePolicy PrintCommandLineFlags PrintFlagsFinal PrintGC
PrintGCApplicationConcurrentTime PrintGCApplicationStoppedTime PrintGCCause PrintGCDateStamps PrintGCDetails
PrintGCTimeStamps PrintHeapAtGC PrintReferenceGC PrintTenuringDistribution ShowCodeDetailsInExceptionMessages
TieredCompilation UnlockCommercialFeatures UnlockDiagnosticVMOptions UnlockExperimentalVMOptions UseAESIntrinsics
UseAdaptiveSizePolicy UseBiasedLocking UseCGroupMemoryLimitForHeap UseCMSCompactAtFullCollection
UseCMSInitiatingOccupancyOnly UseCodeCacheFlushing UseCompactObjectHeaders UseCompressedClassPointers
UseCompressedOops UseConcMarkSweepGC UseContainerSupport UseCountedLoopSafepoints UseEpsilonGC UseG1GC
UseGCLogFileRotation UseGCOverheadLimit UseLargePages UseNUMA UseParNewGC UseParallelGC UseParallelOldGC UsePerfData
UseSerialGC UseShenandoahGC UseStringCache UseStringDeduplication UseTLAB UseTransparentHugePages UseZGC ZGenerational`),
);

/** Written `-XX:NAME=NUMBER`. */
export const numbers: ReadonlySet<string> = new Set(
  wordsOf(`
ActiveProcessorCount CMSInitiatingOccupancyFraction ConcGCThreads G1HeapWastePercent G1MaxNewSizePercent
G1MixedGCCountTarget G1MixedGCLiveThresholdPercent G1NewSizePercent G1ReservePercent GCTimeRatio InitialRAMFraction
InitialTenuringThreshold InitiatingHeapOccupancyPercent MaxGCPauseMillis MaxHeapFreeRatio MaxRAMFraction
MaxTenuringThreshold MinHeapFreeRatio MinRAMFraction NewRatio NumberOfGCLogFiles ParallelGCThreads
PerBytecodeRecompilationCutoff PerMethodRecompilationCutoff SurvivorRatio TieredStopAtLevel`),
);

/** Written `-XX:NAME=PERCENT`, with decimals or without. */
export const percentages: ReadonlySet<string> = new Set(
  wordsOf('InitialRAMPercentage MaxRAMPercentage MinRAMPercentage'),
);

/** Written `-XX:NAME=SIZE`. */
const sizes = wordsOf(`
CompressedClassSpaceSize G1HeapRegionSize GCLogFileSize InitialCodeCacheSize InitialHeapSize MaxDirectMemorySize
MaxHeapSize MaxMetaspaceSize MaxNewSize MaxPermSize MaxRAM MetaspaceSize MinHeapSize NewSize PermSize
ReservedCodeCacheSize SoftMaxHeapSize ThreadStackSize`);

/** Written `-XX:NAME=VALUE`. */
const others = wordsOf(`
ArchiveClassesAtExit ErrorFile FlightRecorderOptions G1PeriodicGCInterval G1RSetUpdatingPauseTimePercent
GCLockerRetryAllocationCount GuaranteedSafepointInterval HeapDumpPath NativeMemoryTracking OnError OnOutOfMemoryError
SharedArchiveFile ShenandoahGCHeuristics SoftRefLRUPolicyMSPerMB StartFlightRecording ZCollectionInterval
ZUncommitDelay`);

export const withValue: ReadonlySet<string> = new Set([
  ...numbers,
  ...percentages,
  ...sizes,
  ...others,
]);

export const allFlags: readonly string[] = [...switches, ...withValue];

/** Those of the thousand others that look like one that people set. */
export const alike: ReadonlySet<string> = new Set(
  wordsOf(`
MinSurvivorRatio MinTLABSize PrintAOT PrintGCID UseAES UseAESCTRIntrinsics UseFMA UseMD5Intrinsics VMThreadStackSize
ZOldGCThreads ZTenuringThreshold ZUncommit`),
);

/** One of them may be chosen. */
export const collectors: ReadonlySet<string> = new Set(
  ['Epsilon', 'G1', 'Parallel', 'Serial', 'Shenandoah', 'Z'].map((name) => `Use${name}GC`),
);
