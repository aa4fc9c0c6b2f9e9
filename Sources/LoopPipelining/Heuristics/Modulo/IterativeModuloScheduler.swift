/// Iterative modulo scheduling at one initiation interval: operations by height, placed as early as units allow; those in the way
/// are taken out and placed again.
///
/// - Source: Rau (1994), "Iterative modulo scheduling: an algorithm for software pipelining loops", section 3.
struct IterativeModuloScheduler {
  private let instance: LoopInstance
  private let interval: Int
  private var table: ModuloTable
  /// `heights[v]`: the longest path from operation v to an end.
  private let heights: [Int]
  private var starts: [Int?]
  /// When each operation was placed last; nil = never.
  private var last: [Int?]

  /// Placements for each operation, as published.
  private static let budgetRatio = 6

  /// Starts that keep dependences and units; nil where the budget of placements is used up, or there are none.
  static func starts(_ instance: LoopInstance, interval: Int) -> [Int]? {
    guard var scheduler = IterativeModuloScheduler(instance, interval: interval) else {
      return nil
    }
    return scheduler.schedule(budget: budgetRatio * instance.operationCount)
  }

  /// nil where the interval is below the recurrences', or too large for a table.
  private init?(_ instance: LoopInstance, interval: Int) {
    guard ModuloTable.fits(instance, interval: interval),
      let heights = Self.heights(instance, interval)
    else { return nil }
    (self.instance, self.interval, self.heights) = (instance, interval, heights)
    table = ModuloTable(instance, interval: interval)
    starts = Array(repeating: nil, count: instance.operationCount)
    last = starts
  }

  /// Starts that keep dependences and units; nil when the budget is used up.
  ///
  /// - Parameter budget: how often an operation may be placed, in all.
  /// - Complexity: O(budget * (interval * cells of an operation + n)).
  private mutating func schedule(budget: Int) -> [Int]? {
    var left = budget
    var open = Set(starts.indices)
    while let v = open.min(by: { (-heights[$0], $0) < (-heights[$1], $1) }) {
      guard left > 0 else { return nil }
      left -= 1
      open.remove(v)
      let earliest = earliest(v)
      let start =
        (earliest..<earliest + interval).first { table.fits(v, at: $0) }
        ?? max(earliest, last[v].map { $0 + 1 } ?? earliest)
      // Those in the way leave; an operation that no empty table has room for is never placed.
      for w in starts.indices {
        guard let other = starts[w], w != v, table.meets(v, at: start, w, at: other),
          !table.fits(v, at: start)
        else { continue }
        remove(w, &open)
      }
      guard table.fits(v, at: start) else { return nil }
      starts[v] = start
      last[v] = start
      table.change(v, at: start, 1)
      for number in instance.outgoing[v] {
        let edge = instance.edges[number]
        guard edge.target != v, let next = starts[edge.target] else { continue }
        if next + edge.distance * interval < start + edge.delay { remove(edge.target, &open) }
      }
      for number in instance.incoming[v] {
        let edge = instance.edges[number]
        guard edge.source != v, let before = starts[edge.source] else { continue }
        if start + edge.distance * interval < before + edge.delay { remove(edge.source, &open) }
      }
    }
    let all = starts.compactMap { $0 }
    let first = all.min() ?? 0
    return all.map { $0 - first }
  }

  private mutating func remove(_ operation: Int, _ open: inout Set<Int>) {
    guard let start = starts[operation] else { return }
    table.change(operation, at: start, -1)
    starts[operation] = nil
    open.insert(operation)
  }

  /// When the placed predecessors of an operation allow it at the earliest.
  private func earliest(_ v: Int) -> Int {
    var earliest = 0
    for number in instance.incoming[v] {
      let edge = instance.edges[number]
      guard edge.source != v, let before = starts[edge.source] else { continue }
      earliest = max(earliest, before + edge.delay - edge.distance * interval)
    }
    return earliest
  }

  /// Longest paths to an end; nil where a cycle is longer than 0.
  private static func heights(_ instance: LoopInstance, _ interval: Int) -> [Int]? {
    var heights = [Int](repeating: 0, count: instance.operationCount)
    for _ in 0...instance.operationCount {
      var changed = false
      for edge in instance.edges {
        let height = heights[edge.target] + edge.delay - edge.distance * interval
        if height > heights[edge.source] {
          heights[edge.source] = height
          changed = true
        }
      }
      if !changed { return heights }
    }
    return nil
  }
}
