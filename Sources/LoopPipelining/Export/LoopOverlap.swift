/// Operations of different iterations that are under way at the same time in two columns of a schedule.
struct LoopOverlap {
  /// An operation of some iteration with another one of a later iteration.
  struct Pair: Hashable {
    let earlier: Int
    let later: Int
    /// How many iterations lie between both, at least 1.
    let distance: Int
    var cycles: Int
  }

  /// Longest first.
  let pairs: [Pair]
  /// In how many rows both columns are at work, for whatever iterations.
  let commonRows: Int

  /// At most this many iterations between two operations are looked at.
  static let furthest = 8

  /// Between two sets of stretches of the first iteration, or inside one that is given twice.
  ///
  /// - Complexity: O(k l) for k and l stretches, and what sorting takes.
  init(
    _ first: [LoopScheduleTable.Stretch], _ second: [LoopScheduleTable.Stretch], interval: Int
  ) {
    var pairs: [Pair] = []
    let isOne = first == second
    for a in first {
      for b in second where !isOne || a.operation < b.operation {
        guard a.operation != b.operation, a.begin < a.end, b.begin < b.end else { continue }
        pairs += LoopOverlap.pairs(of: a, b, interval)
      }
    }
    self.pairs = LoopOverlap.merged(pairs).sorted {
      ($1.cycles, $0.earlier, $0.later, $0.distance)
        < ($0.cycles, $1.earlier, $1.later, $1.distance)
    }
    commonRows = LoopOverlap.commonRows(of: first, second, interval)
  }

  private static func pairs(
    of a: LoopScheduleTable.Stretch, _ b: LoopScheduleTable.Stretch, _ interval: Int
  ) -> [Pair] {
    // b moved by `shift` iterations meets a: a.begin < b.end + shift * interval and b.begin + shift * interval < a.end.
    let least = floorDivision(a.begin - b.end, interval) + 1
    let most = -floorDivision(-(a.end - b.begin), interval) - 1
    guard least <= most else { return [] }
    return (max(least, -furthest)...max(max(least, -furthest), min(most, furthest))).compactMap {
      shift in
      let begin = max(a.begin, b.begin + shift * interval)
      let end = min(a.end, b.end + shift * interval)
      guard shift != 0, begin < end else { return nil }
      return shift > 0
        ? Pair(earlier: a.operation, later: b.operation, distance: shift, cycles: end - begin)
        : Pair(earlier: b.operation, later: a.operation, distance: -shift, cycles: end - begin)
    }
  }

  /// Cycles of the same pair, from several uses of a unit, added up.
  private static func merged(_ pairs: [Pair]) -> [Pair] {
    var sums: [Pair: Int] = [:]
    for var pair in pairs {
      let cycles = pair.cycles
      pair.cycles = 0
      sums[pair, default: 0] += cycles
    }
    return sums.map {
      Pair(earlier: $0.earlier, later: $0.later, distance: $0.distance, cycles: $1)
    }
  }

  private static func floorDivision(_ a: Int, _ b: Int) -> Int {
    let (quotient, rest) = a.quotientAndRemainder(dividingBy: b)
    return rest < 0 ? quotient - 1 : quotient
  }

  private static func commonRows(
    of first: [LoopScheduleTable.Stretch], _ second: [LoopScheduleTable.Stretch], _ interval: Int
  ) -> Int {
    func busy(_ stretches: [LoopScheduleTable.Stretch]) -> [RowLevels.Stretch] {
      let levels = RowLevels(
        interval: interval,
        stretches.map { RowLevels.Stretch(begin: $0.begin, end: $0.end, amount: 1) })
      return levels.stretches.compactMap {
        $0.amount > 0 ? RowLevels.Stretch(begin: $0.begin, end: $0.end, amount: 1) : nil
      }
    }
    return RowLevels(interval: interval, busy(first) + busy(second)).stretches
      .reduce(0) { $0 + ($1.amount == 2 ? $1.end - $1.begin : 0) }
  }
}

extension LoopScheduleTable {
  /// Pairs of columns are compared up to this many pairs of operations.
  private static let largestComparison = 4_000_000
  /// So many pairs of operations are listed for two columns.
  private static let listedPairs = 6

  /// Which operations of different iterations share the kernel, by pairs of units and by pairs of warps.
  func overlaps() -> [String] {
    let unitColumns = columns.filter { if case .unit = $0.kind { true } else { false } }
    let warpColumns = columns.filter { if case .warp = $0.kind { true } else { false } }.map(
      underWay)
    let lines = overlaps(unitColumns) + overlaps(warpColumns)
    guard !lines.isEmpty else { return [] }
    return [
      "",
      "overlap: operations of different iterations, up to \(LoopOverlap.furthest) apart, at the same time",
    ] + lines
  }

  /// A warp's operations from issue to completion.
  private func underWay(_ column: Column) -> Column {
    var column = column
    column.stretches = column.stretches.map {
      Stretch(
        operation: $0.operation, begin: $0.begin,
        end: $0.begin + max(1, instance.operations[$0.operation].cycles, $0.end - $0.begin),
        amount: 1)
    }
    return column
  }

  private func overlaps(_ columns: [Column]) -> [String] {
    let count = columns.reduce(0) { $0 + $1.stretches.count }
    guard count * count <= LoopScheduleTable.largestComparison else {
      return ["  too many operations to compare all pairs"]
    }
    var lines: [String] = []
    for (number, first) in columns.enumerated() {
      for second in columns.dropFirst(number) {
        let overlap = LoopOverlap(first.stretches, second.stretches, interval: interval)
        guard !overlap.pairs.isEmpty else { continue }
        lines.append(
          first.kind == second.kind
            ? "  inside \(first.name)"
            : "  \(first.name) and \(second.name): both busy in \(overlap.commonRows) of"
              + " \(cycles(interval))")
        for pair in overlap.pairs.prefix(LoopScheduleTable.listedPairs) {
          lines.append(
            "    \(name(of: pair.earlier)) of iteration j with \(name(of: pair.later)) of iteration"
              + " j+\(pair.distance): \(cycles(pair.cycles))")
        }
        let more = overlap.pairs.count - LoopScheduleTable.listedPairs
        if more > 0 { lines.append("    and \(more) more") }
      }
    }
    return lines
  }
}
