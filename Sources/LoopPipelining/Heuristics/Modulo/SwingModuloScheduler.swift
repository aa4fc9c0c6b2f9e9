/// Swing modulo scheduling at one initiation interval: each operation as near as possible to those that are placed, without going
/// back on any. As published but for the windows: all placed operations bound them, by longest paths, not just neighbours.
///
/// - Source: Llosa, Gonzalez, Ayguade and Valero (1996), "Swing modulo scheduling: a lifetime-sensitive approach", section 3.3.
struct SwingModuloScheduler {
  /// Starts that keep dependences and units; nil where some operation finds no place.
  ///
  /// - Complexity: O(n (n + interval * cells of an operation)), and O(n^3) for paths and order.
  static func starts(_ instance: LoopInstance, interval: Int) -> [Int]? {
    guard ModuloTable.fits(instance, interval: interval) else { return nil }
    let arcs = instance.edges.map {
      (from: $0.source, to: $0.target, weight: $0.delay - $0.distance * interval)
    }
    return LongestPaths(arcs, count: instance.operationCount).flatMap { paths in
      let placement = placement(instance, interval: interval, paths)
      return placement.misplaced.isEmpty ? placement.starts : nil
    }
  }

  /// Starts that keep all paths, from 0 on; units have no room for the operations that are misplaced, and for no others beside these.
  ///
  /// The table must not be too large.
  static func placement(
    _ instance: LoopInstance, interval: Int, _ paths: LongestPaths
  ) -> (starts: [Int], misplaced: [Int]) {
    var misplaced: [Int] = []
    var table = ModuloTable(instance, interval: interval)
    var starts = [Int?](repeating: nil, count: instance.operationCount)
    for v in SwingOrder(instance, paths).order {
      let (earliest, latest) = window(of: v, starts, paths)
      let candidates: [Int]
      switch (earliest, latest) {
      case (let first?, let last?):
        candidates = first <= last ? Array(first...min(last, first + interval - 1)) : []
      case (let first?, nil): candidates = Array(first..<first + interval)
      case (nil, let last?): candidates = (0..<interval).map { last - $0 }
      case (nil, nil):
        let first = instance.operations.indices.reduce(0) { max($0, paths[$1, v] ?? 0) }
        candidates = Array(first..<first + interval)
      }
      if let start = candidates.first(where: { table.fits(v, at: $0) }) {
        starts[v] = start
        table.change(v, at: start, 1)
      } else {
        starts[v] = earliest ?? latest ?? 0
        misplaced.append(v)
      }
    }
    let all = starts.compactMap { $0 }
    let first = all.min() ?? 0
    return (all.map { $0 - first }, misplaced)
  }

  /// When placed operations allow another one to start at the earliest and at the latest; nil = they do not matter.
  ///
  /// All of them count, not just the neighbours: otherwise what lies between two of them may find no room at any interval.
  private static func window(
    of v: Int, _ starts: [Int?], _ paths: LongestPaths
  ) -> (Int?, Int?) {
    var (earliest, latest) = (Int?.none, Int?.none)
    for (u, start) in starts.enumerated() {
      guard let start else { continue }
      if let path = paths[u, v] { earliest = max(earliest ?? .min, start + path) }
      if let path = paths[v, u] { latest = min(latest ?? .max, start - path) }
    }
    return (earliest, latest)
  }
}
