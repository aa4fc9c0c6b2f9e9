/// Stages for given rows.
enum StageAssignment {
  /// The earliest starts in given rows that keep dependences, from 0 on; nil where none do.
  ///
  /// In rows r, start = II * stage + r, a dependence of delay d and distance δ asks for
  /// `stage[w] >= stage[v] + ceil((d - δ II + r[v] - r[w]) / II)`.
  ///
  /// - Complexity: O(n e) at worst.
  static func starts(rows: [Int], of task: LoopTask) -> [Int]? {
    let interval = task.interval
    var stages = [Int](repeating: 0, count: rows.count)
    let arcs = task.arcs.map { arc in
      let gap = arc.weight + rows[arc.from] - rows[arc.to]
      return (from: arc.from, to: arc.to, turns: -LoopTask.floor(-gap, interval))
    }
    for _ in 0...rows.count {
      var changed = false
      for arc in arcs where stages[arc.from] + arc.turns > stages[arc.to] {
        stages[arc.to] = stages[arc.from] + arc.turns
        changed = true
      }
      if !changed { return zip(stages, rows).map { $0 * interval + $1 } }
    }
    return nil
  }
}
