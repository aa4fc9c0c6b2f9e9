import ArgumentParser
import Glibc

/// What holds for the options that several commands share.
enum OptionRules {
  /// More threads than any machine has: a slip, not a wish.
  static let mostThreads = 1024

  /// Checks ranges.
  ///
  /// - Throws: `ValidationError` naming the option, what was found and what was expected.
  static func check(
    threads: Int, target: Double?, seed: UInt64, memoryLimit: Int?
  ) throws {
    if threads < 0 || threads > mostThreads {
      throw ValidationError("--threads: found \(threads), expected 0 to \(mostThreads)")
    }
    if let target, !target.isFinite {
      throw ValidationError("--target: found \(target), expected a finite number")
    }
    // Documents hold the seed as a 64-bit integer with sign.
    if seed > UInt64(Int.max) {
      throw ValidationError("--seed: found \(seed), expected at most \(Int.max)")
    }
    if let memoryLimit, memoryLimit < 1 {
      throw ValidationError("--memory-limit: found \(memoryLimit), expected 1 or more")
    }
  }

  /// Threads after `0 = all`.
  static func threadCount(_ asked: Int) -> Int {
    asked > 0 ? asked : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }
}
