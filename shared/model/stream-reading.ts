/** How a stream is read. */
export interface StreamReading {
  readonly batchSize: number;
  /** Most bytes of a batch. */
  readonly batchBytes: number;
  /** Seconds. */
  readonly batchingWindow: number;
  readonly filterShare: number;
  readonly parallelizationFactor: number;
  /** Records are pushed by enhanced fan-out. */
  readonly isPushed: boolean;
  /** Between two polls of a shard, seconds. */
  readonly pollInterval: number;
  /** Of a record, beside the retention; undefined for no limit. */
  readonly maximumRecordAge: number | undefined;
  readonly bisectBatchOnError: boolean;
  /** Undefined: until the record is too old. */
  readonly maximumRetryAttempts: number | undefined;
  /** Connections that get the position of what is given up. */
  readonly destinations: readonly number[];
}
