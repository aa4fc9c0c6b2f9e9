/// Makes an infeasible set of buffers smaller: what can be left out is left out, first many at a time, then one by one.
///
/// A buffer without which the rest fits is needed in every smaller infeasible set as well, so it is tried once.
struct DeletionFilter {
  private(set) var subset: InfeasibleSubset
  private var trial: SubsetTrial
  /// By buffer: whether the rest was shown to fit without it.
  private var isNeeded: [Bool]

  /// The least and the largest number of nodes that a trial is given.
  private static let nodeLimits = (first: 2_000, last: 1 << 20)

  /// - Parameter subset: does not fit.
  init(_ subset: InfeasibleSubset, _ trial: SubsetTrial) {
    (self.subset, self.trial) = (subset, trial)
    isNeeded = [Bool](repeating: false, count: trial.buffers.count)
  }

  /// Runs until the set is irreducible or the effort is spent; limits of single trials grow.
  mutating func run() {
    if subset.isIrreducible { return }
    if case .load = subset.cause { return checkLoad() }
    var limit = DeletionFilter.nodeLimits.first
    narrow(limit)
    while !isDone, !trial.isOver, limit <= DeletionFilter.nodeLimits.last {
      var length = max(1, subset.buffers.count / 2)
      while !isDone, !trial.isOver {
        dropChunks(of: length, limit)
        if length == 1 { break }
        length = max(1, min(length / 2, subset.buffers.count / 2))
      }
      limit *= 8
    }
    if subset.buffers.allSatisfy({ isNeeded[$0] }) { subset.isIrreducible = true }
  }

  /// Tries whether a subset that is too much at one time can be called irreducible: the rest without each buffer must fit, the smallest
  /// first. A subset that is not keeps its plain reason; only another time with less to name takes its place.
  private mutating func checkLoad() {
    var open = subset.buffers.sorted {
      (trial.buffers[$0].size, $0) < (trial.buffers[$1].size, $1)
    }
    while !open.isEmpty {
      let index = open.removeFirst()
      let rest = subset.buffers.filter { $0 != index }
      switch trial.judge(rest, nodeLimit: DeletionFilter.nodeLimits.first) {
      case .fits: continue
      case .open: return
      case .refuted(let smaller):
        guard case .load = smaller.cause else { return }
        subset = smaller
        let kept = Set(smaller.buffers)
        open.removeAll { !kept.contains($0) }
      }
    }
    subset.isIrreducible = true
  }

  private var isDone: Bool {
    subset.isIrreducible || subset.buffers.allSatisfy { isNeeded[$0] }
  }

  /// Looks for a stretch of time around the greatest load whose buffers do not fit alone.
  private mutating func narrow(_ limit: Int) {
    let order = byDistance()
    var count = max(4, order.count { $0.distance == 0 })
    while count < order.count, !trial.isOver {
      let near = order[..<count].map(\.index).sorted()
      if case .refuted(let smaller) = trial.judge(near, nodeLimit: limit) {
        subset = smaller
        return
      }
      count += max(2, count / 2)
    }
  }

  /// Tries to leave out runs of so many buffers, the farthest from the greatest load and the smallest first.
  private mutating func dropChunks(of length: Int, _ limit: Int) {
    var open = byDistance().reversed().map(\.index).filter { !isNeeded[$0] }
    while !open.isEmpty, !isDone, !trial.isOver {
      let chunk = Array(open.prefix(length))
      open.removeFirst(chunk.count)
      let dropped = Set(chunk)
      let rest = subset.buffers.filter { !dropped.contains($0) }
      switch trial.judge(rest, nodeLimit: limit) {
      case .fits: if chunk.count == 1 { isNeeded[chunk[0]] = true }
      case .open: break
      case .refuted(let smaller):
        subset = smaller
        let kept = Set(smaller.buffers)
        open.removeAll { !kept.contains($0) }
      }
    }
  }

  /// The buffers of the set by how far their lives are from the time of the greatest load, larger ones first.
  private func byDistance() -> [(distance: Int, size: Int, index: Int)] {
    let time = InfeasibleSubset.peak(of: subset.buffers, trial.buffers)?.time ?? 0
    return subset.buffers.map { index in
      let buffer = trial.buffers[index]
      return (max(0, buffer.lower - time, time - buffer.upper + 1), buffer.size, index)
    }.sorted { ($0.distance, -$0.size, $0.index) < ($1.distance, -$1.size, $1.index) }
  }
}
