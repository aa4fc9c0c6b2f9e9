import OptCore

/// Lowers an allocation: buffers that pass a target height are taken out together with others near them in time, and all of these are placed anew
/// below the target by the exact search, around everything else, which stays where it is.
///
/// For buffers without gaps and fixed offsets.
///
/// - Source: Shaw (1998), "Using constraint programming and local search methods to solve vehicle routing problems", with windows of time.
package final class WindowDescent {
  private let buffers: [Buffer]
  private let unit: Int
  private var stream: RandomStream
  /// The allocation now; some buffers may pass the target.
  package private(set) var offsets: [Int]
  /// How many buffers are placed anew together; grows where nothing is found.
  private var width = 12.0
  /// Windows since one around a buffer above the target succeeded.
  private var failures = 0
  /// What the present target came from: a height, the step below it, and windows tried since.
  private var start = (height: Int.max, step: Int.max, tries: 0)
  /// Windows tried, and those that succeeded.
  package private(set) var tries = 0
  package private(set) var successes = 0
  /// Nodes of the exact search.
  package private(set) var nodes = 0

  /// Begins with an allocation.
  package init(_ buffers: [Buffer], offsets: [Int], unit: Int, seed: UInt64, worker: UInt64) {
    (self.buffers, self.offsets, self.unit) = (buffers, offsets, unit)
    stream = RandomStream(seed: seed, worker: 5000 + worker)
  }

  /// The height of the allocation.
  package var height: Int { zip(buffers, offsets).reduce(0) { max($0, $1.0.size + $1.1) } }

  /// Some windows: lowers the best allocation by a step, or makes the step smaller when that fails for long.
  ///
  /// - Parameters:
  ///   - best: the best allocation known and its height.
  ///   - least: the height that is enough.
  /// - Returns: Whether `offsets` is lower than the best now.
  package func lower(
    _ best: (height: Int, offsets: [Int]), least: Int, mustStop: () -> Bool
  ) -> Bool {
    if best.height < start.height || start.tries >= 150 {
      let step = best.height < start.height ? start.step : start.step / 2
      start = (best.height, max(unit, min(step, (best.height - least) / 4)), 0)
      offsets = best.offsets
    }
    let target = max(least, best.height - start.step)
    let before = tries
    let isDown = descend(to: target, tryLimit: 10, mustStop: mustStop)
    start.tries += tries - before
    return isDown
  }

  /// Tries to bring everything below a target.
  ///
  /// - Parameter tryLimit: windows.
  /// - Returns: Whether the height is at most the target now.
  private func descend(to target: Int, tryLimit: Int, mustStop: () -> Bool) -> Bool {
    for _ in 0..<tryLimit {
      if mustStop() { return false }
      let above = buffers.indices.filter { offsets[$0] + buffers[$0].size > target }
      guard !above.isEmpty else { return true }
      // Where nothing helps, a window that holds no such buffer is arranged anew.
      let isShake = failures > 8 && stream.below(3) == 0
      let centre = isShake ? stream.below(buffers.count) : above[stream.below(above.count)]
      tries += 1
      let isPlaced = replace(window(around: centre), below: target)
      if isPlaced { successes += 1 }
      if isShake { continue }
      failures = isPlaced ? 0 : failures + 1
      width = isPlaced ? max(10, width * 0.9) : min(Double(buffers.count), width * 1.05)
    }
    return height <= target
  }

  /// Buffers near one in time: those of which most of the life is near it first, in random order among equals.
  private func window(around centre: Int) -> [Int] {
    let life = buffers[centre]
    let span = max(1, life.upper - life.lower)
    let reach = Int(Double(span) * (0.2 + 2 * stream.unit()))
    let (low, high) = (life.lower - reach, life.upper + reach)
    var keys: [(key: Double, buffer: Int)] = []
    for (index, buffer) in buffers.enumerated() where index != centre {
      let inside = min(buffer.upper, high) - max(buffer.lower, low)
      guard inside > 0 else { continue }
      let share = Double(inside) / Double(buffer.upper - buffer.lower)
      keys.append((share + 0.5 * stream.unit(), index))
    }
    keys.sort { $0.key != $1.key ? $0.key > $1.key : $0.buffer < $1.buffer }
    return [centre] + keys.prefix(Int(width)).map(\.buffer)
  }

  /// Places some buffers anew below a target, around all others.
  private func replace(_ free: [Int], below target: Int) -> Bool {
    var isFree = [Bool](repeating: false, count: buffers.count)
    for index in free { isFree[index] = true }
    let low = free.reduce(Int.max) { min($0, buffers[$1].lower) }
    let high = free.reduce(Int.min) { max($0, buffers[$1].upper) }
    var list = free.map { buffers[$0] }
    for (index, buffer) in buffers.enumerated() where !isFree[index] {
      guard buffer.lower < high, low < buffer.upper, offsets[index] < target,
        free.contains(where: { buffers[$0].meets(buffer) })
      else { continue }
      var fixed = buffer
      fixed.lower = max(low, buffer.lower)
      fixed.upper = min(high, buffer.upper)
      fixed.size = min(buffer.size, target - offsets[index])
      fixed.fixedOffset = offsets[index]
      fixed.alignment = 1
      list.append(fixed)
    }
    guard let data = PackingData(list) else { return false }
    let search = PackingSearch(data, buffers: list, seed: stream.next())
    let limit = 20 * list.count
    var answer = PackingSearch.Answer(outcome: .limit)
    for _ in 0..<3 where answer.outcome == .limit {
      answer = search.next(capacity: target / data.unit, nodeLimit: limit) { false }
    }
    nodes += search.nodes
    guard answer.outcome == .found else { return false }
    for (place, index) in free.enumerated() { offsets[index] = answer.offsets[place] * data.unit }
    return true
  }
}
