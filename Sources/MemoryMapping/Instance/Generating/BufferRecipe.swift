import OptCore

/// Buffers with random lives.
struct BufferRecipe {
  /// The number of buffers, at least 1.
  var count = 100
  /// Ticks in which they live, at least 1.
  var span = 1000
  /// The longest life, at least 1.
  var longest = 200
  /// The largest size, at least 1; sizes are as often between 1 and 2 as between 512 and 1024.
  var largest = 4096
  /// Every buffer has an alignment of 1, 2, 4, ... up to this.
  var alignment = 1
  /// The share of buffers with a gap; half of these keep a window.
  var gaps = 0.0

  /// Draws the buffers; lives, sizes, alignments and gaps have streams of their own, so that settings of one leave the others as they are.
  ///
  /// - Complexity: O(n).
  func buffers(seed: UInt64) -> [Buffer] {
    var lives = RandomStream(seed: seed, worker: 0)
    var sizes = RandomStream(seed: seed, worker: 1)
    var alignments = RandomStream(seed: seed, worker: 2)
    var gapStream = RandomStream(seed: seed, worker: 3)
    var buffers: [Buffer] = []
    buffers.reserveCapacity(count)
    for number in 0..<count {
      let life = lives.integer(in: 1...min(longest, span))
      let lower = lives.integer(in: 0...span - life)
      var buffer = Buffer(
        id: "b\(number)", lower: lower, upper: lower + life,
        size: BufferRecipe.size(upTo: largest, &sizes))
      if alignment > 1 {
        let powers = Int.bitWidth - alignment.leadingZeroBitCount
        buffer.alignment = 1 << alignments.below(powers)
      }
      if gaps > 0 {
        let hasGap = gapStream.unit() < gaps
        let draws = (0..<5).map { _ in gapStream.unit() }
        if hasGap { BufferRecipe.addGap(to: &buffer, draws) }
      }
      buffers.append(buffer)
    }
    return buffers
  }

  /// A size whose number of binary digits is uniform.
  static func size(upTo largest: Int, _ stream: inout RandomStream) -> Int {
    let digits = Int.bitWidth - largest.leadingZeroBitCount
    let low = 1 << stream.below(digits)
    return stream.integer(in: low...min(2 * low - 1, largest))
  }

  private static func addGap(to buffer: inout Buffer, _ draws: [Double]) {
    let life = buffer.upper - buffer.lower
    guard life > 2 else { return }
    let length = 1 + Int(draws[0] * Double(life - 2))
    let begin = buffer.lower + 1 + Int(draws[1] * Double(life - 1 - length))
    var gap = Buffer.Gap(begin..<begin + length)
    if draws[2] < 0.5 {
      let height = 1 + Int(draws[3] * Double(buffer.size - 1))
      let low = Int(draws[4] * Double(buffer.size - height + 1))
      gap.window = low..<low + height
    }
    buffer.gaps = [gap]
  }
}
