import MemoryMapping
import OptCore

/// The least peak by trying all offsets, straight from the definition: no two pieces of different buffers overlap.
enum AllocationOracle {
  /// The least peak of at most `highest`; nil = there is none.
  static func peak(of instance: AllocationInstance, highest: Int) -> Int? {
    let largest = instance.buffers.map(\.size).max() ?? 0
    for height in largest...max(largest, highest) where fits(instance.buffers, height) {
      return height
    }
    return instance.buffers.isEmpty ? 0 : nil
  }

  /// Whether some allocation has at most a height.
  static func fits(_ buffers: [Buffer], _ height: Int) -> Bool {
    var offsets: [Int] = []
    return place(buffers, height, &offsets)
  }

  private static func place(_ buffers: [Buffer], _ height: Int, _ offsets: inout [Int]) -> Bool {
    let index = offsets.count
    guard index < buffers.count else { return true }
    let buffer = buffers[index]
    for offset in stride(from: 0, through: height - buffer.size, by: buffer.alignment) {
      if let fixed = buffer.fixedOffset, fixed != offset { continue }
      let isFree = (0..<index).allSatisfy { !overlap(buffer, offset, buffers[$0], offsets[$0]) }
      guard isFree else { continue }
      offsets.append(offset)
      if place(buffers, height, &offsets) { return true }
      offsets.removeLast()
    }
    return false
  }

  private static func overlap(_ a: Buffer, _ atA: Int, _ b: Buffer, _ atB: Int) -> Bool {
    a.pieces.contains { x in
      b.pieces.contains { y in
        x.times.overlaps(y.times)
          && x.addresses.lowerBound + atA < y.addresses.upperBound + atB
          && y.addresses.lowerBound + atB < x.addresses.upperBound + atA
      }
    }
  }

  /// What a random instance may have.
  struct Kind {
    var hasAlignments = false
    var hasGaps = false
    var hasWindows = false
    var hasFixed = false
  }

  /// A small random instance: up to six buffers of size up to five.
  static func random(_ stream: inout RandomStream, _ kind: Kind) -> [Buffer] {
    let span = 3 + stream.below(5)
    return (0..<1 + stream.below(6)).map { index in
      let lower = stream.below(span)
      var buffer = Buffer(
        id: "b\(index)", lower: lower, upper: lower + 1 + stream.below(span - lower),
        size: 1 + stream.below(5))
      if kind.hasAlignments {
        buffer.alignment = 1 + stream.below(6)
        if stream.below(2) == 0 { buffer.size *= 2 }
      }
      if kind.hasFixed, stream.below(4) == 0 {
        buffer.fixedOffset = stream.below(3) * buffer.alignment
      }
      let life = buffer.upper - buffer.lower
      if kind.hasGaps, life > 2, stream.below(2) == 0 {
        let begin = buffer.lower + 1 + stream.below(life - 2)
        var gap = Buffer.Gap(begin..<begin + 1)
        if kind.hasWindows, buffer.size > 1, stream.below(2) == 0 {
          let low = stream.below(buffer.size - 1)
          gap.window = low..<low + 1 + stream.below(buffer.size - low)
        }
        buffer.gaps = [gap]
      }
      return buffer
    }
  }
}
