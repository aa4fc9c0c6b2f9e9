/// How much of a resource is taken in each row of an initiation interval, as a step function.
package struct RowLevels: Hashable {
  /// A stretch of time of one iteration in which some of the resource is taken; every iteration takes it.
  package struct Stretch {
    /// First cycle, any time.
    var begin: Int
    /// The cycle after the last one.
    var end: Int
    /// What is taken, at least 0.
    var amount: Int

    /// States a stretch.
    package init(begin: Int, end: Int, amount: Int) {
      (self.begin, self.end, self.amount) = (begin, end, amount)
    }

    /// What an operation takes of a unit from its start on.
    init(_ use: LoopOperation.Use, from start: Int) {
      self.init(begin: start + use.from, end: start + use.to, amount: use.amount)
    }
  }

  /// What is taken from a row on, until the next step or the end of the interval.
  package struct Step: Hashable {
    package var row: Int
    package var amount: Int
  }

  /// Sums stop here, far above every capacity.
  private static let most = 1 << 61

  /// At least 1.
  let interval: Int
  /// Ascending in their rows, the first one at row 0; neighbours differ in their amounts.
  let steps: [Step]

  /// The sum of all stretches of all iterations.
  ///
  /// - Complexity: O(k log k) for k stretches.
  package init(interval: Int, _ stretches: some Sequence<Stretch>) {
    self.interval = interval
    var base = 0
    var changes = [Step(row: 0, amount: 0)]
    for stretch in stretches where stretch.amount > 0 && stretch.begin < stretch.end {
      let (turns, rest) = (stretch.end - stretch.begin).quotientAndRemainder(dividingBy: interval)
      let (whole, isLarge) = turns.multipliedReportingOverflow(by: stretch.amount)
      base = isLarge ? RowLevels.most : min(RowLevels.most, base + min(whole, RowLevels.most))
      guard rest > 0 else { continue }
      let row = RowLevels.row(of: stretch.begin, interval)
      changes.append(Step(row: row, amount: stretch.amount))
      if rest < interval - row {
        changes.append(Step(row: row + rest, amount: -stretch.amount))
      } else {
        // The stretch goes on at row 0.
        changes.append(Step(row: 0, amount: stretch.amount))
        changes.append(Step(row: rest - (interval - row), amount: -stretch.amount))
      }
    }
    steps = RowLevels.levels(changes.sorted { $0.row < $1.row }, from: base)
  }

  private static func levels(_ changes: [Step], from base: Int) -> [Step] {
    var (steps, level) = ([Step](), base)
    for (index, change) in changes.enumerated() {
      level += change.amount
      let isLast = index + 1 == changes.count || changes[index + 1].row != change.row
      if isLast, steps.last?.amount != level { steps.append(Step(row: change.row, amount: level)) }
    }
    return steps
  }

  /// The row of a time, `0 ..< interval`.
  static func row(of time: Int, _ interval: Int) -> Int {
    let rest = time % interval
    return rest < 0 ? rest + interval : rest
  }

  /// The most that is taken, and the first row with it.
  package var peak: Step {
    steps.reduce(Step(row: 0, amount: 0)) { $1.amount > $0.amount ? $1 : $0 }
  }

  /// Every step with the row before which it ends.
  var stretches: [Stretch] {
    steps.indices.map { index in
      Stretch(
        begin: steps[index].row, end: index + 1 < steps.count ? steps[index + 1].row : interval,
        amount: steps[index].amount)
    }
  }

  /// In how many rows something is taken.
  var busyRows: Int {
    stretches.reduce(0) { $0 + ($1.amount > 0 ? $1.end - $1.begin : 0) }
  }

  /// The mean over all rows.
  var mean: Double {
    let sum = stretches.reduce(0.0) { $0 + Double($1.amount) * Double($1.end - $1.begin) }
    return sum / Double(interval)
  }
}
