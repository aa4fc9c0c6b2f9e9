/// A set of jobs to be processed without idle time from `start` on: `count` ranks at `arena[base...]`.
struct SubProblem<Value: FixedWidthInteger & SignedInteger> {
  var base: Int
  var count: Int
  var start: Value
  /// Total processing time.
  var length: Value
  /// XOR of the Zobrist words of the jobs.
  var hash1: UInt64
  var hash2: UInt64

  var end: Value { start &+ length }

  /// Check word of the memory key (set, start).
  @inline(__always)
  var check: UInt64 {
    var z = hash1 ^ (UInt64(truncatingIfNeeded: start) &* 0xD6E8_FEB8_6659_FD93)
    z = (z ^ (z >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return z ^ (z >> 29)
  }

  /// Bits 8..31: second hash of the memory key.
  @inline(__always)
  var tag: UInt32 {
    let z = hash2 ^ (UInt64(truncatingIfNeeded: start) &* 0xA076_1D64_78BD_642F)
    return UInt32(truncatingIfNeeded: z >> 32) & ~255
  }
}

/// One place the Pareto job of a node can take: the jobs before it form one sub-problem, the jobs
/// behind it another.
struct Candidate<Value: FixedWidthInteger & SignedInteger> {
  /// The not longer jobs at places below `place` of the clamped order go before the Pareto job.
  var place: Int32
  /// How many jobs that is.
  var countBefore: Int32
  /// Completion time of the Pareto job, and its tardiness then.
  var completion: Value
  var tardiness: Value
  /// Lower bound on the node's value with this position (or an estimate, to rank positions).
  var estimate: Value
  /// Hash of the jobs before.
  var hash1: UInt64
  var hash2: UInt64
}
