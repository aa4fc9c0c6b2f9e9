import Glibc

/// A seeded stream of pseudo-random numbers: the same seed gives the same numbers on every machine.
///
/// - Source: Blackman and Vigna (2021), "Scrambled linear pseudorandom number generators" (xoshiro256**), seeded
///   through SplitMix64 (Steele, Lea and Flood 2014).
public struct RandomStream: RandomNumberGenerator, Sendable, Hashable {
  private var a: UInt64
  private var b: UInt64
  private var c: UInt64
  private var d: UInt64

  /// The stream of a seed; `worker` derives independent streams for parallel workers.
  public init(seed: UInt64, worker: UInt64 = 0) {
    var mix = seed &+ worker &* 0xD1B5_4A32_D192_ED03
    a = RandomStream.splitMix(&mix)
    b = RandomStream.splitMix(&mix)
    c = RandomStream.splitMix(&mix)
    d = RandomStream.splitMix(&mix)
  }

  private static func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// 64 uniform bits.
  @inline(__always)
  public mutating func next() -> UInt64 {
    let mixed = b &* 5
    let result = ((mixed << 7) | (mixed >> 57)) &* 9
    let t = b << 17
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= t
    d = (d << 45) | (d >> 19)
    return result
  }

  /// A uniform integer in `0..<count`, by multiplication without rejection (bias below count / 2^64).
  ///
  /// - Parameter count: at least 1.
  @inline(__always)
  public mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: next().multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A uniform integer in a closed range of fewer than 2^63 values.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    range.lowerBound &+ below(range.upperBound &- range.lowerBound &+ 1)
  }

  /// A uniform real in `[0, 1)` with 53 random bits.
  @inline(__always)
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A draw from the standard normal distribution.
  ///
  /// - Source: Marsaglia and Bray (1964), the polar method.
  public mutating func normal() -> Double {
    while true {
      let u = 2 * unit() - 1
      let v = 2 * unit() - 1
      let s = u * u + v * v
      if s > 0, s < 1 { return u * (-2 * log(s) / s).squareRoot() }
    }
  }
}
