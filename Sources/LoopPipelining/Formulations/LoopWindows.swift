/// When operations can start in the schedules of a task, and how far they can be apart.
struct LoopWindows {
  /// `earliest[v]...latest[v]`: when operation v can start.
  let earliest: [Int]
  let latest: [Int]
  private let paths: LongestPaths
  /// The group of each operation, where groups move freely.
  private var group: [Int]?

  /// Windows with the first start at 0 and the length at most `limit`; nil where there is no such schedule.
  ///
  /// - Complexity: O(n^2).
  init?(_ task: LoopTask) {
    let operations = task.instance.operations
    let count = operations.count
    let (paths, reach) = (task.paths, task.reach)
    var (earliest, latest) = (
      [Int](repeating: 0, count: count), operations.map { reach - $0.span }
    )
    for u in 0..<count {
      for v in 0..<count {
        guard let path = paths[u, v] else { continue }
        earliest[v] = max(earliest[v], path)
        latest[u] = min(latest[u], reach - operations[v].span - path)
      }
    }
    for v in 0..<count where earliest[v] > latest[v] { return nil }
    (self.earliest, self.latest, self.paths) = (earliest, latest, paths)
  }

  /// Windows where groups of operations move freely: the anchor of each group starts in the first `interval` cycles, that of the
  /// largest group at 0, the others around it.
  ///
  /// - Complexity: O(n^2).
  init(freely task: LoopTask, _ groups: OperationGroups) {
    var (earliest, latest) = ([Int](), [Int]())
    for v in task.instance.operations.indices {
      let anchor = groups.anchors[groups.group[v]]
      let room = anchor == groups.origin ? 0 : task.interval - 1
      earliest.append(task.paths[anchor, v] ?? 0)
      latest.append(room - (task.paths[v, anchor] ?? 0))
    }
    (self.earliest, self.latest, self.paths) = (earliest, latest, task.paths)
    group = groups.group
  }

  init(earliest: [Int], latest: [Int], paths: LongestPaths) {
    (self.earliest, self.latest, self.paths) = (earliest, latest, paths)
  }

  /// How much later than u operation v can start: `start[v] - start[u]` at least and at most.
  func distance(from u: Int, to v: Int) -> ClosedRange<Int> {
    var (least, most) = (earliest[v] - latest[u], latest[v] - earliest[u])
    // Paths between groups say nothing where groups move.
    if together(u, v) {
      least = max(least, paths[u, v] ?? .min)
      most = min(most, paths[v, u].map { -$0 } ?? .max)
    }
    return least...max(least, most)
  }

  /// The longest path from u to v; nil = there is none.
  func path(_ u: Int, _ v: Int) -> Int? {
    together(u, v) ? paths[u, v] : nil
  }

  /// Whether two operations do not move freely against each other.
  func together(_ u: Int, _ v: Int) -> Bool { group.map { $0[u] == $0[v] } ?? true }
}
