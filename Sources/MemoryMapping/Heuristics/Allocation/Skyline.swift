/// Heights over sections: the greatest height of a range, and setting a range to one height, both in logarithmic time.
struct Skyline {
  /// A node holds the greatest height below it; `set` is the height of the whole node where it is not negative.
  private var greatest: [Int]
  private var set: [Int]
  private let leaves: Int

  /// All sections at height 0.
  init(sections: Int) {
    var leaves = 1
    while leaves < sections { leaves *= 2 }
    self.leaves = leaves
    greatest = [Int](repeating: 0, count: 2 * leaves)
    set = [Int](repeating: -1, count: 2 * leaves)
  }

  /// The greatest height in a range that is not empty.
  mutating func height(_ range: Range<Int>) -> Int {
    greatest.withUnsafeMutableBufferPointer { greatest in
      set.withUnsafeMutableBufferPointer { set in
        Skyline.query(1, 0, leaves, range.lowerBound, range.upperBound, greatest, set)
      }
    }
  }

  /// Sets a range to a height, at least 0.
  mutating func raise(_ range: Range<Int>, to height: Int) {
    greatest.withUnsafeMutableBufferPointer { greatest in
      set.withUnsafeMutableBufferPointer { set in
        Skyline.assign(1, 0, leaves, range.lowerBound, range.upperBound, height, greatest, set)
      }
    }
  }

  private typealias Heights = UnsafeMutableBufferPointer<Int>

  private static func query(
    _ node: Int, _ from: Int, _ to: Int, _ low: Int, _ high: Int, _ greatest: Heights,
    _ set: Heights
  ) -> Int {
    if low <= from && to <= high || set[node] >= 0 { return greatest[node] }
    let middle = (from &+ to) / 2
    var best = 0
    if low < middle {
      best = query(2 &* node, from, middle, low, high, greatest, set)
    }
    if high > middle {
      best = max(best, query(2 &* node &+ 1, middle, to, low, high, greatest, set))
    }
    return best
  }

  private static func assign(
    _ node: Int, _ from: Int, _ to: Int, _ low: Int, _ high: Int, _ height: Int,
    _ greatest: Heights, _ set: Heights
  ) {
    if low <= from && to <= high {
      greatest[node] = height
      set[node] = height
      return
    }
    if set[node] >= 0 {
      for child in [2 &* node, 2 &* node &+ 1] {
        greatest[child] = set[node]
        set[child] = set[node]
      }
      set[node] = -1
    }
    let middle = (from &+ to) / 2
    if low < middle { assign(2 &* node, from, middle, low, high, height, greatest, set) }
    if high > middle { assign(2 &* node &+ 1, middle, to, low, high, height, greatest, set) }
    greatest[node] = max(greatest[2 &* node], greatest[2 &* node &+ 1])
  }
}
