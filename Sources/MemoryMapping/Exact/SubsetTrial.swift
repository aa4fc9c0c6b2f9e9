/// Says of sets of buffers whether they fit into a capacity, with a limited effort in all.
struct SubsetTrial {
  /// What is known of a set.
  enum Answer {
    case fits
    /// It does not, because of these of it already.
    case refuted(InfeasibleSubset)
    /// Nothing, within the limits or where a search may miss allocations.
    case open
  }

  let buffers: [Buffer]
  let capacity: Int
  /// Asked now and then.
  let mustStop: () -> Bool
  /// Visits of buffers that are left: about 25 ns each.
  private(set) var effort: Int

  /// Larger sets are left open.
  static let largestCount = 20_000

  init(
    _ buffers: [Buffer], capacity: Int, effort: Int, mustStop: @escaping () -> Bool
  ) {
    (self.buffers, self.capacity, self.effort) = (buffers, capacity, effort)
    self.mustStop = mustStop
  }

  /// Whether no effort or time is left.
  var isOver: Bool { effort <= 0 || mustStop() }

  /// Tries one set: its load, then its parts by quick allocations and by search.
  ///
  /// - Parameter nodeLimit: of the search, for each part.
  mutating func judge(_ subset: [Int], nodeLimit: Int) -> Answer {
    if subset.isEmpty { return .fits }
    if isOver || subset.count > SubsetTrial.largestCount { return .open }
    effort -= 64 * subset.count
    if let overload = InfeasibleSubset.overloaded(subset, of: buffers, capacity: capacity) {
      return .refuted(overload)
    }
    let own = subset.map { buffers[$0] }
    let reduction = PackingReduction(own)
    var isOpen = false
    for part in reduction.parts {
      let search = PartSearch(part, of: own)
      search.descend(mustStop: mustStop)
      if let height = search.height, part.base + height <= capacity { continue }
      switch run(search, height: capacity - part.base, nodeLimit) {
      case .found: continue
      case .limit: isOpen = true
      case .refuted:
        let numbers = reduction.whole(part.buffers, of: own).map { subset[$0] }.sorted()
        return .refuted(InfeasibleSubset(buffers: numbers, cause: .packing))
      }
    }
    return isOpen ? .open : .fits
  }

  /// The exact search on a part.
  private mutating func run(
    _ part: PartSearch, height: Int, _ nodeLimit: Int
  ) -> PackingKernel.Outcome {
    guard !isOver, let data = part.prepared() else { return .limit }
    let count = part.buffers.count
    effort -= count * count / 8 + data.conflicts.count
    let search = PackingSearch(data, buffers: part.buffers, seed: 1)
    while !isOver {
      let left = min(nodeLimit - search.nodes, effort / count)
      guard left > 0 else { return .limit }
      let before = search.nodes
      let outcome = search.next(
        capacity: height / data.unit, nodeLimit: left, mustStop: mustStop
      ).outcome
      effort -= (search.nodes - before) * count
      switch outcome {
      case .found: return .found
      case .refuted: return data.mayInterlock ? .limit : .refuted
      case .limit: break
      }
    }
    return .limit
  }
}
