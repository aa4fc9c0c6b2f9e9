/// Places whatever can lie lowest, again and again: the first descent of the exact search, for any number of buffers.
///
/// For buffers without gaps and fixed offsets. Every buffer lies on the greatest height below its life; a heap holds heights that may have
/// risen since, and what comes out with a stale one goes back.
///
/// - Complexity: O((n + stale ones) log n).
package enum LowestFirst {
  /// The lives of buffers in sections, and the greatest load that each meets.
  ///
  /// - Complexity: O(n log n).
  package static func sections(
    of buffers: [Buffer]
  ) -> (lives: [Range<Int>], count: Int, loads: [Int]) {
    let sections = Sections(buffers)
    let lives = zip(sections.firsts, sections.ends).map { $0..<$1 }
    var levels = [Int](repeating: 0, count: sections.count + 1)
    for (life, buffer) in zip(lives, buffers) {
      levels[life.lowerBound] += buffer.size
      levels[life.upperBound] -= buffer.size
    }
    for section in levels.indices.dropFirst() { levels[section] += levels[section - 1] }
    let greatest = RangeMaximum(levels)
    return (lives, sections.count, lives.map { greatest.value($0) })
  }

  /// Offsets of all buffers, in bytes.
  ///
  /// - Parameters:
  ///   - ranks: by buffer; of those that can lie equally low the one with the least rank is placed.
  ///   - mustStop: asked now and then; nil is returned when it says so.
  package static func offsets(
    of buffers: [Buffer], sections: [Range<Int>], sectionCount: Int, ranks: [Int],
    mustStop: () -> Bool
  ) -> [Int]? {
    var skyline = Skyline(sections: max(1, sectionCount))
    var offsets = [Int](repeating: 0, count: buffers.count)
    var heap = HeightHeap(ranks: ranks)
    var steps = 0
    while let (height, buffer) = heap.first {
      steps &+= 1
      if steps & 4095 == 0, mustStop() { return nil }
      let life = sections[buffer]
      let step = buffers[buffer].alignment
      var least = skyline.height(life)
      if step > 1 { least = (least + step - 1) / step * step }
      if least > height {
        heap.replaceFirst(with: least)
        continue
      }
      heap.removeFirst()
      offsets[buffer] = least
      skyline.raise(life, to: least + buffers[buffer].size)
    }
    return offsets
  }
}

/// A binary heap of buffers by height, then rank.
private struct HeightHeap {
  private var heights: [Int]
  private var ranks: [Int]
  private var buffers: [Int]

  /// All buffers at height 0.
  init(ranks: [Int]) {
    let order = ranks.indices.sorted { ranks[$0] < ranks[$1] }
    buffers = order
    self.ranks = order.map { ranks[$0] }
    heights = [Int](repeating: 0, count: order.count)
  }

  var first: (height: Int, buffer: Int)? {
    buffers.isEmpty ? nil : (heights[0], buffers[0])
  }

  mutating func replaceFirst(with height: Int) {
    heights[0] = height
    sink()
  }

  mutating func removeFirst() {
    let last = buffers.count - 1
    heights.swapAt(0, last)
    ranks.swapAt(0, last)
    buffers.swapAt(0, last)
    heights.removeLast()
    ranks.removeLast()
    buffers.removeLast()
    if last > 1 { sink() }
  }

  private mutating func sink() {
    let count = buffers.count
    heights.withUnsafeMutableBufferPointer { heights in
      ranks.withUnsafeMutableBufferPointer { ranks in
        buffers.withUnsafeMutableBufferPointer { buffers in
          let (height, rank, buffer) = (heights[0], ranks[0], buffers[0])
          var hole = 0
          while true {
            var child = 2 &* hole &+ 1
            if child >= count { break }
            if child &+ 1 < count,
              heights[child &+ 1] < heights[child]
                || heights[child &+ 1] == heights[child] && ranks[child &+ 1] < ranks[child]
            {
              child &+= 1
            }
            if heights[child] > height || heights[child] == height && ranks[child] >= rank { break }
            (heights[hole], ranks[hole], buffers[hole]) = (
              heights[child], ranks[child], buffers[child]
            )
            hole = child
          }
          (heights[hole], ranks[hole], buffers[hole]) = (height, rank, buffer)
        }
      }
    }
  }
}
