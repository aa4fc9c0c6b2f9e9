import MemoryMapping
import OptCore

/// Random instances of static allocation by seed, and placements made the slow way, from the definition.
struct RandomAllocation {
  /// What an instance may have.
  struct Shape {
    var most = 14
    var times = 10
    var largest = 8
    var hasGaps = false
    var hasAlignment = false
    var hasFixed = false
    var hasHints = false
    /// All sizes, alignments and fixed offsets are multiples of it.
    var scale = 1

    /// A shape that differs from number to number.
    static func number(_ number: Int) -> Shape {
      Shape(
        hasGaps: number % 2 == 0, hasAlignment: number % 3 == 0, hasFixed: number % 5 == 0,
        hasHints: number % 7 == 0)
    }
  }

  var random: RandomStream

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  /// An instance with goal peak; nil where fixed buffers overlap.
  mutating func instance(_ shape: Shape) throws -> AllocationInstance? {
    let buffers = (0..<1 + random.below(shape.most)).map { buffer("b\($0)", shape) }
    let instance = try AllocationInstance(name: "random", buffers: buffers)
    return instance.impossibility == nil ? instance : nil
  }

  private mutating func buffer(_ id: String, _ shape: Shape) -> MemoryMapping.Buffer {
    let lower = random.below(shape.times)
    let upper = random.integer(in: lower + 1...shape.times + 1)
    let size = 1 + random.below(shape.largest)
    var buffer = MemoryMapping.Buffer(
      id: id, lower: lower, upper: upper, size: size * shape.scale)
    if shape.hasAlignment {
      let alignment = 1 + random.below(4)
      buffer.alignment = alignment == 1 ? 1 : alignment * shape.scale
    }
    if shape.hasGaps, random.below(2) == 0 {
      let begin = random.integer(in: lower...upper - 1)
      let end = random.integer(in: begin + 1...upper)
      let bottom = random.below(size)
      let top = random.integer(in: bottom + 1...size)
      buffer.gaps = [
        .init(
          begin..<end, window: random.below(3) == 0 ? nil : bottom * shape.scale..<top * shape.scale
        )
      ]
    }
    if shape.hasFixed, random.below(8) == 0 {
      let unit = buffer.alignment == 1 ? shape.scale : buffer.alignment
      buffer.fixedOffset = unit * random.below(6)
    }
    if shape.hasHints, random.below(3) == 0 { buffer.hint = random.below(20) * shape.scale }
    return buffer
  }

  /// All numbers below `count` in a random order.
  mutating func order(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    order.shuffle(using: &random)
    return order
  }

  /// Whether a buffer at an offset overlaps no piece of those placed.
  static func isFree(
    _ buffers: [MemoryMapping.Buffer], _ offsets: [Int?], _ index: Int, _ offset: Int
  ) -> Bool {
    for (other, placed) in offsets.enumerated() where other != index {
      guard let placed else { continue }
      for p in buffers[index].pieces {
        for q in buffers[other].pieces where p.times.overlaps(q.times) {
          if p.addresses.lowerBound + offset < q.addresses.upperBound + placed,
            q.addresses.lowerBound + placed < p.addresses.upperBound + offset
          {
            return false
          }
        }
      }
    }
    return true
  }

  /// First fit by trying offset after offset, fixed buffers first, hints left aside.
  static func lowest(_ buffers: [MemoryMapping.Buffer], _ order: [Int]) -> [Int] {
    var offsets = buffers.map(\.fixedOffset)
    for index in order where offsets[index] == nil {
      var offset = 0
      while !isFree(buffers, offsets, index, offset) { offset += buffers[index].alignment }
      offsets[index] = offset
    }
    return offsets.map { $0 ?? -1 }
  }

  /// Whether every buffer finds an offset below a height: all of them are tried.
  static func fits(_ buffers: [MemoryMapping.Buffer], _ height: Int, step: Int) -> Bool {
    var offsets = [Int?](repeating: nil, count: buffers.count)
    func place(_ index: Int) -> Bool {
      guard index < buffers.count else { return true }
      let buffer = buffers[index]
      let choices =
        buffer.fixedOffset.map { [$0] }
        ?? Array(stride(from: 0, through: height - buffer.size, by: max(step, buffer.alignment)))
      for offset in choices where offset + buffer.size <= height {
        guard isFree(buffers, offsets, index, offset) else { continue }
        offsets[index] = offset
        if place(index + 1) { return true }
        offsets[index] = nil
      }
      return false
    }
    return place(0)
  }

  /// The least peak: every offset that is a multiple of `step` is tried, height after height.
  static func leastPeak(_ buffers: [MemoryMapping.Buffer], step: Int = 1) -> Int {
    var height = (LoadBound.load(of: buffers) + step - 1) / step * step
    while !fits(buffers, height, step: step) { height += step }
    return height
  }

  /// The least peak of first fit over all orders.
  static func leastPeakOfOrders(_ buffers: [MemoryMapping.Buffer]) -> Int {
    var best = Int.max
    func extend(_ order: [Int]) {
      if order.count == buffers.count {
        let tops = zip(lowest(buffers, order), buffers).map { $0 + $1.size }
        best = min(best, tops.max() ?? 0)
      }
      for next in buffers.indices where !order.contains(next) { extend(order + [next]) }
    }
    extend([])
    return best
  }
}
