import OptCore

/// A small packer of rectangles with given times: best fit in several orders, then restarts in which what found no place comes earlier.
///
/// It proves nothing when it fails.
package struct RectanglePacker: Sendable {
  /// What has to find an address.
  package struct Rectangle: Sendable {
    package var times: Range<Int>
    package var size: Int

    package init(times: Range<Int>, size: Int) { (self.times, self.size) = (times, size) }
  }

  let rectangles: [Rectangle]
  let blocks: [MappingInstance.Reserved]
  let capacity: Int
  let alignment: Int
  /// Restarts after the fixed orders.
  package var restarts = 200

  package init(
    rectangles: [Rectangle], blocks: [MappingInstance.Reserved] = [], capacity: Int,
    alignment: Int = 1
  ) {
    (self.rectangles, self.blocks) = (rectangles, blocks)
    (self.capacity, self.alignment) = (capacity, alignment)
  }

  /// Offsets for all rectangles; nil = none were found.
  package func pack() -> [Int]? {
    var found: [Int]?
    search { offsets, missing in
      if missing.isEmpty { found = offsets.compactMap { $0 } }
      return missing.isEmpty
    }
    return found
  }

  /// Offsets such that what finds none has the least price; nil for those.
  package func packMost(price: ([Int]) -> Int) -> [Int?] {
    var best = [Int?](repeating: nil, count: rectangles.count)
    var least = Int.max
    search { offsets, missing in
      let price = price(missing)
      if price < least { (best, least) = (offsets, price) }
      return missing.isEmpty
    }
    return best
  }

  /// Tries orders until one is good enough.
  ///
  /// - Complexity: O((orders + restarts) n^2) for n rectangles.
  private func search(_ isGood: ([Int?], [Int]) -> Bool) {
    let keys: [(Rectangle) -> Double] = [
      { Double($0.size) * Double($0.times.count) }, { Double($0.size) },
      { Double($0.times.count) }, { -Double($0.times.lowerBound) },
      { Double($0.times.count) * Double($0.times.count) * Double($0.size) },
    ]
    for key in keys {
      let order = rectangles.indices.sorted {
        (-key(rectangles[$0]), $0) < (-key(rectangles[$1]), $1)
      }
      for isBest in [false, true] {
        let offsets = place(in: order, bestFit: isBest)
        if isGood(offsets, order.filter { offsets[$0] == nil }) { return }
      }
    }
    var stream = RandomStream(seed: 1)
    var weight = rectangles.map { Double($0.size) * Double($0.times.count) }
    for restart in 0..<restarts {
      let keys = weight.map { $0 * (0.8 + 0.4 * Double(stream.next() >> 11) * 0x1p-53) }
      let order = rectangles.indices.sorted { (-keys[$0], $0) < (-keys[$1], $1) }
      let offsets = place(in: order, bestFit: restart % 2 == 1)
      let missing = order.filter { offsets[$0] == nil }
      if isGood(offsets, missing) { return }
      for index in missing { weight[index] *= 1.5 }
    }
  }

  /// Places one after the other, each in the lowest gap that fits or in the tightest one.
  private func place(in order: [Int], bestFit: Bool) -> [Int?] {
    var offsets = [Int?](repeating: nil, count: rectangles.count)
    var placed: [(times: Range<Int>, lower: Int, upper: Int)] = blocks.map {
      ($0.times, $0.addresses.lowerBound, $0.addresses.upperBound)
    }
    placed.sort { $0.lower < $1.lower }
    for index in order {
      let rectangle = rectangles[index]
      var (edge, choice, tightest) = (0, -1, Int.max)
      for other in placed where other.times.overlaps(rectangle.times) {
        if other.lower - edge >= rectangle.size, other.lower - edge < tightest {
          (choice, tightest) = (edge, other.lower - edge)
          if !bestFit { break }
        }
        let aligned = (other.upper + alignment - 1) / alignment * alignment
        edge = max(edge, aligned)
      }
      let isDone = !bestFit && choice >= 0
      if !isDone, capacity - edge >= rectangle.size, capacity - edge < tightest { choice = edge }
      guard choice >= 0 else { continue }
      offsets[index] = choice
      let entry = (rectangle.times, choice, choice + rectangle.size)
      let place = placed.firstIndex { $0.lower > choice } ?? placed.count
      placed.insert(entry, at: place)
    }
    return offsets
  }
}
