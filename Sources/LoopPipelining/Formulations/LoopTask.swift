/// A question about a loop at one initiation interval: is there a schedule within a length, and which is the shortest?
struct LoopTask: Sendable {
  /// The loop.
  let instance: LoopInstance
  /// The initiation interval II, at least 1.
  let interval: Int
  /// No schedule longer than this is wanted. At `horizon` this loses nothing.
  var limit: Int
  /// What is looked for.
  var goal = Goal.shortest
  /// `starts[v]` that are given; nil = they are looked for.
  var starts: [Int]?
  /// `warps[v]` that are given; nil = they are looked for.
  var warps: [WarpSet]?
  /// What is kept of a schedule; nil = nothing is.
  var part: LoopPart?
  /// Each arc: `start[to] >= start[from] + weight`, whatever warps are chosen: dependences, and what storage says.
  let arcs: [(from: Int, to: Int, weight: Int)]
  /// The closure of the arcs.
  let paths: LongestPaths
  /// Whether groups of operations that arcs hold together may move freely against each other: every lifetime that counts is within a
  /// group. Where some warps have a budget of registers and others have none, nothing holds the users of a value near it.
  let canMoveFreely: Bool

  /// What is looked for among the schedules within the limit.
  enum Goal: Sendable, Hashable {
    /// Any, however long.
    case any
    /// Any within the limit.
    case within
    /// The shortest.
    case shortest
    /// The one with the fewest warps.
    case fewestWarps
  }

  /// Which values count for memories and registers.
  let detail: Storage.Detail

  /// The shortest schedule of all; nil where dependences and storage allow none.
  ///
  /// - Parameter detail: which values count for memories and registers; but for `.all` the task is a relaxation.
  /// - Complexity: O(n^3).
  init?(_ instance: LoopInstance, interval: Int, detail: Storage.Detail = .all) {
    let edges = instance.edges.map { edge in
      (from: edge.source, to: edge.target, weight: edge.delay - edge.distance * interval)
    }
    self.instance = instance
    self.interval = interval
    self.detail = detail
    if detail != .none {
      guard let storage = StorageArcs(instance, interval: interval, given: edges, detail)
      else {
        return nil
      }
      arcs = edges + storage.arcs
      paths = storage.paths
    } else {
      guard let paths = LongestPaths(edges, count: instance.operationCount) else { return nil }
      arcs = edges
      self.paths = paths
    }
    limit = LoopTask.horizon(of: instance, interval: interval)
    let group = StronglyConnected(arcs, count: instance.operationCount).component
    canMoveFreely =
      detail == .none
      || instance.edges.allSatisfy {
        !$0.isData || group[$0.source] == group[$0.target] || !instance.isStored($0.source, detail)
      }
  }

  /// Some schedule of least length is at most so long, if there is any.
  ///
  /// Where two consecutive starts are further apart than every dependence and every lifetime can reach, all that comes later can move
  /// down by the initiation interval: rows stay, so do units, warps and memories, and lifetimes do not grow.
  static func horizon(of instance: LoopInstance, interval: Int) -> Int {
    var gap = interval
    for edge in instance.edges {
      let canCross = instance.isJoint && edge.isData && !edge.needsSameWarps
      let spill = canCross ? instance.operations[edge.source].spill : 0
      gap = max(gap, edge.delay + spill + interval, edge.distance * interval - min(0, edge.delay))
    }
    let span = instance.operations.reduce(1) { max($0, $1.span) }
    return (instance.operationCount - 1) * gap + span
  }

  /// Whether only the groups of operations that arcs hold together in both directions matter, for all of a group can move by the
  /// interval: so it is where any schedule will do.
  var isFree: Bool { goal == .any && canMoveFreely }

  /// No schedule that is looked for is longer.
  var reach: Int {
    goal == .any ? LoopTask.horizon(of: instance, interval: interval) : limit
  }

  /// Whether what an operation takes of units and memories does not count.
  func isAside(_ v: Int) -> Bool { part?.isAside[v] ?? false }

  /// Whether a part is looked for, and all of some operations is kept.
  func isKept(_ operations: Int...) -> Bool {
    part.map { part in operations.allSatisfy(part.isKept) } ?? false
  }

  /// Whether nothing but units, dependences and rows matters.
  var isPlain: Bool {
    !instance.isJoint
      && !instance.operations.contains { $0.memory.contains { $0.amount > 0 } }
  }

  /// No schedule is shorter.
  var leastLength: Int {
    let operations = instance.operations
    return operations.indices.reduce(1) { length, v in
      operations.indices.reduce(length) { max($0, (paths[$1, v] ?? 0) + operations[v].span) }
    }
  }
}

extension LoopTask: CustomStringConvertible {
  /// For progress: the interval and what is looked for.
  var description: String {
    let values =
      switch detail {
      case .none: " without storage"
      case .large: " with large values only"
      case .all: ""
      }
    return switch goal {
    case .any: "interval \(interval)\(values)"
    case .within: "interval \(interval), length at most \(limit)\(values)"
    case .shortest: "interval \(interval), shortest below \(limit + 1)"
    case .fewestWarps: "interval \(interval), length \(limit), fewest warps"
    }
  }
}
