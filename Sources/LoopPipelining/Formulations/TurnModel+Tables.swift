import Modeling

/// Reservation tables: units of more instances, memories, registers.
extension TurnModel {
  /// What a stretch of time takes of a table.
  struct TableUse {
    var stretch: Stretch
    var amount: Int
    /// Whether it is on this table; nil = always.
    var presence: Literal?
  }

  /// At no time more than `capacity` is taken. The table has a row for each beginning, for only there more is taken than before; or
  /// one for each cycle of the interval, where these are few.
  ///
  /// - Parameter idle: further stretches, which take 1 each.
  mutating func addTable(
    _ uses: [TableUse], and idle: [Interval] = [], capacity: Int, _ name: String, _ number: Int
  ) {
    if uses.isEmpty { return }
    // Where all lengths are given, a row of the interval needs one column for each use; else it needs several.
    let most = uses.allSatisfy { $0.stretch.length != nil } ? task.interval / 2 : 2 * task.interval
    // In a row of the interval, what is kept where it is costs nothing.
    let areRowsCheap = task.part != nil && task.interval <= Self.mostRowsOfPart
    if idle.isEmpty, uses.count <= most, !areRowsCheap, areTurnsFew(uses) {
      return addBeginnings(uses, capacity: capacity, name, number)
    }
    model.require(
      .moduloCumulative(
        uses.map(interval) + idle, demands: uses.map(\.amount) + idle.map { _ in 1 },
        capacity: capacity, period: task.interval), name, number)
  }

  /// Whether the columns that a row for each beginning needs are few, or fewer than those of the cycles.
  private func areTurnsFew(_ uses: [TableUse]) -> Bool {
    let (few, rows) = (12 * uses.count * uses.count, 2 * task.interval * uses.count)
    var turns = 0
    for u in uses {
      for v in uses {
        let range = windows.distance(from: u.stretch.operation, to: v.stretch.operation)
        turns += (range.upperBound - range.lowerBound) / task.interval
        if turns > max(few, rows) { return false }
      }
    }
    return true
  }

  private func interval(_ use: TableUse) -> Interval {
    let stretch = use.stretch
    let begin = starts[stretch.operation] + stretch.from
    guard let length = stretch.length else {
      return Interval(start: begin, duration: stretch.end - begin, presence: use.presence)
    }
    return Interval(
      start: begin, duration: LinearExpression(Double(length)), presence: use.presence)
  }

  // MARK: A row for each beginning

  /// At the time x at which v begins, ⌊(x - s) / II⌋ - ⌊(x - e) / II⌋ iterations of a stretch [s, e) are going on.
  private mutating func addBeginnings(
    _ uses: [TableUse], capacity: Int, _ name: String, _ number: Int
  ) {
    let most = uses.map { mostCopies(of: $0.stretch) }
    let greatest = zip(uses, most).reduce(0) { $0 + Double($1.0.amount) * Double($1.1) }
    if greatest <= Double(capacity) { return }
    let place = TablePlace(name: name, number: number)
    for x in uses {
      var taken = LinearExpression()
      for (use, most) in zip(uses, most) where most > 0 {
        let copies = copies(of: use.stretch, at: x.stretch)
        taken += use.amount * present(copies, most, if: use.presence, place)
      }
      model.require(taken <= capacity, name, number)
    }
    // All times together.
    var area = LinearExpression()
    for (use, most) in zip(uses, most) where most > 0 {
      let length = interval(use).duration
      area += use.amount * present(length, most * task.interval, if: use.presence, place)
    }
    model.require(area <= capacity * task.interval, name, number)
  }

  /// Which table.
  private struct TablePlace {
    var name: String
    var number: Int
  }

  /// A value where a literal holds, else 0 or more.
  private mutating func present(
    _ value: LinearExpression, _ most: Int, if literal: Literal?, _ place: TablePlace
  ) -> LinearExpression {
    guard let literal, value.columns.count > 0 || value.constant > 0 else { return value }
    // Continuous: nothing to decide, it is as small as the others let it be.
    let part = model.variable(
      .continuous, lower: 0, upper: Double(most), name: "part", place.number, model.columnCount)
    model.require(part - value >= 0, if: literal, place.name, place.number)
    return 1 * part
  }

  /// How many iterations of a stretch are ever going on at one time.
  private func mostCopies(of stretch: Stretch) -> Int {
    let longest = -gap(from: stretch, to: stretch).lowerBound
    return max(0, (longest + task.interval - 1) / task.interval)
  }

  /// How many iterations of a stretch are going on when another one begins.
  private mutating func copies(of stretch: Stretch, at other: Stretch) -> LinearExpression {
    let shift = other.from - stretch.from
    let range = windows.distance(from: stretch.operation, to: other.operation)
    let begun = turns(
      from: starts[stretch.operation], to: starts[other.operation], shift,
      range.lowerBound + shift...range.upperBound + shift)
    let ended = turns(
      from: stretch.last.column, to: starts[other.operation], other.from - stretch.last.shift,
      gap(from: stretch, to: other))
    return begun - ended
  }

  /// ⌊(b - a + shift) / II⌋ of two columns, where `b - a + shift` is in a range: a 0/1 column for each turn that is open.
  private mutating func turns(
    from a: Variable, to b: Variable, _ shift: Int, _ range: ClosedRange<Int>
  ) -> LinearExpression {
    let interval = task.interval
    let whole = LoopTask.floor(shift, interval)
    if a.index == b.index { return LinearExpression(Double(whole)) }
    if a.index > b.index {
      // ⌊d / II⌋ = -⌊(II - 1 - d) / II⌋
      let reach = interval - 1
      return -turns(
        from: b, to: a, reach - shift, reach - range.upperBound...reach - range.lowerBound)
    }
    let rest = shift - whole * interval
    let key = TurnKey(from: a.index, to: b.index, shift: rest)
    if let known = turnCounts[key] { return known + whole }
    let moved = whole * interval
    let first = LoopTask.floor(range.lowerBound - moved, interval)
    let last = LoopTask.floor(range.upperBound - moved, interval)
    var count = LinearExpression(Double(first))
    var before: Literal?
    if first < last {
      for turn in first + 1...last {
        let isReached = model.variable(
          .integer, lower: 0, upper: 1, name: "turn", a.index, b.index, turnCounts.count)
        let least = turn * interval - rest
        model.require(b - a >= least, if: isReached.literal, "turn")
        model.require(b - a <= least - 1, if: !isReached, "turn")
        if let before { model.requireAny([!isReached, before], "turns") }
        before = isReached.literal
        count += isReached
      }
    }
    turnCounts[key] = count
    return count + whole
  }
}
