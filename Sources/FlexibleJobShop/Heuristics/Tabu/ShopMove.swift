/// A move: an operation to a number in the sequence of a machine, counted without it, and what the makespan is expected to be then.
struct ShopMove {
  var operation = -1
  var machine = 0
  var number = 0
  var value = Int.max
}

/// The best of many moves: the least value, drawn at random among equals; moves that are tabu are kept apart.
struct MoveChoice {
  /// The best move that is allowed.
  var allowed = ShopMove()
  /// The best move that is tabu.
  var forbidden = ShopMove()
  private var equal = 1

  /// Whether a move of this value would be of no use.
  @inline(__always)
  func ignores(_ value: Int) -> Bool { value > allowed.value }

  /// Takes note of a move.
  @inline(__always)
  mutating func consider(
    _ operation: Int, _ machine: Int, _ number: Int, _ value: Int, isTabu: Bool,
    _ random: inout SmallRandom
  ) {
    if isTabu {
      if value < forbidden.value {
        forbidden = ShopMove(
          operation: operation, machine: machine, number: number, value: value)
      }
      return
    }
    if value > allowed.value { return }
    if value == allowed.value {
      equal &+= 1
      if random.below(equal) != 0 { return }
    } else {
      equal = 1
    }
    allowed = ShopMove(operation: operation, machine: machine, number: number, value: value)
  }
}

/// A quick source of random numbers for hot loops.
///
/// - Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators" (SplitMix64).
struct SmallRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// 64 random bits.
  @inline(__always)
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in `0..<count`; count is at least 1 and below 2^32.
  @inline(__always)
  mutating func below(_ count: Int) -> Int {
    Int(truncatingIfNeeded: ((next() >> 32) &* UInt64(truncatingIfNeeded: count)) >> 32)
  }
}
