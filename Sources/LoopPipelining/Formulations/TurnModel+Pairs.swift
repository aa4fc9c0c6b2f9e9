import Modeling

/// Stretches of time that must not meet, in any iterations.
extension TurnModel {
  /// A stretch of time: from a start and a shift on, to the latest of some others.
  struct Stretch {
    /// It begins `from` cycles after the start of this operation.
    var operation: Int
    var from: Int
    /// It ends when the last of these has come: so many cycles after the start of an operation.
    var ends: [(operation: Int, shift: Int)]
    /// Its end, so many cycles after a column.
    var last: (column: Variable, shift: Int)
    /// Its end as an expression.
    var end: LinearExpression { last.column + last.shift }
    /// Its length where that is given; nil = it varies.
    var length: Int?
    /// It is at least so long.
    var least: Int
  }

  /// A stretch of given length.
  func stretch(of operation: Int, from: Int, length: Int) -> Stretch {
    Stretch(
      operation: operation, from: from, ends: [(operation, from + length)],
      last: (starts[operation], from + length), length: length, least: length)
  }

  /// Two stretches share no row, where a condition holds (nil = always).
  mutating func exclude(_ a: Stretch, _ b: Stretch, if condition: Literal? = nil, _ name: String) {
    if a.length == 0 || b.length == 0 { return }
    if let p = a.length, let q = b.length, p + q > task.interval { return forbid(condition) }
    // How much later one begins than the other ends.
    let (after, before) = (gap(from: a, to: b), gap(from: b, to: a))
    let (first, last) = (
      LoopTask.floor(after.lowerBound, task.interval) + 1,
      -LoopTask.floor(before.lowerBound, task.interval) - 1
    )
    // In turns before the first b is after a, in those after the last before it, whatever happens.
    guard first <= last else { return }
    if last - first >= Self.mostTurns {
      // Of stretches that vary the reservation tables say the same.
      if a.length != nil, b.length != nil { excludeRows(a, b, if: condition, name) }
      return
    }
    var earlier: (after: Literal?, before: Literal?) = (nil, nil)
    for turn in first...last {
      let shift = turn * task.interval
      let isAfter = starts[b.operation] + b.from - a.end >= shift
      let isBefore = starts[a.operation] + a.from - b.end >= -shift
      let place = Place(name, a.operation, b.operation, turn)
      switch (after.upperBound >= shift, before.upperBound >= -shift) {
      case (false, false): return forbid(condition)
      case (true, false): require(isAfter, if: condition, place)
      case (false, true): require(isBefore, if: condition, place)
      case (true, true): choose(isAfter, isBefore, if: condition, place, &earlier)
      }
    }
  }

  /// Turns up to which each has a choice of its own.
  private static var mostTurns: Int { 12 }

  /// How much later b begins than a ends, at least and at most.
  func gap(from a: Stretch, to b: Stretch) -> ClosedRange<Int> {
    var (least, most) = (Int.max, Int.max)
    // It ends after its least length too, where all users come before.
    for end in a.ends + [(a.operation, a.from + a.least)] {
      let range = windows.distance(from: end.operation, to: b.operation)
      least = min(least, range.lowerBound + b.from - end.shift)
      most = min(most, range.upperBound + b.from - end.shift)
    }
    return min(least, most)...most
  }

  /// Names and indices of a relation.
  private struct Place {
    let name: String
    let (i, j, k): (Int, Int, Int)

    init(_ name: String, _ i: Int, _ j: Int, _ k: Int) {
      (self.name, self.i, self.j, self.k) = (name, i, j, k)
    }
  }

  /// One of both relations holds, where the condition does.
  private mutating func choose(
    _ after: LinearRelation, _ before: LinearRelation, if condition: Literal?, _ place: Place,
    _ earlier: inout (after: Literal?, before: Literal?)
  ) {
    let order = choice(place.name + "_after", place)
    require(after, if: order, place)
    if let condition {
      let other = choice(place.name + "_before", place)
      require(before, if: other, place)
      model.requireAny([order, other, !condition], place.name)
      model.requireAny([!order, !other], place.name)
      if let last = earlier.before { model.requireAny([!order, !last], place.name) }
      earlier.before = other
    } else {
      require(before, if: !order, place)
      // After one turn is after all turns before it.
      if let last = earlier.after { model.requireAny([!order, last], place.name) }
    }
    earlier.after = order
  }

  private mutating func choice(_ name: String, _ place: Place) -> Literal {
    model.variable(.integer, lower: 0, upper: 1, name: name, place.i, place.j, place.k).literal
  }

  private mutating func require(_ relation: LinearRelation, if condition: Literal?, _ place: Place)
  {
    if let condition {
      model.require(relation, if: condition, place.name, place.i, place.j, place.k)
    } else {
      model.require(relation, place.name, place.i, place.j, place.k)
    }
  }

  /// The condition cannot hold; without one nothing can.
  mutating func forbid(_ condition: Literal?) {
    if let condition { model.requireAny([!condition], "not") } else { isRefuted = true }
  }

  // MARK: Rows

  /// One of both stretches begins in a later row, and neither reaches the other, there or past the end of the interval.
  private mutating func excludeRows(
    _ a: Stretch, _ b: Stretch, if condition: Literal?, _ name: String
  ) {
    let (first, second) = (row(of: a), row(of: b))
    let place = Place(name, a.operation, b.operation, 0)
    let order = choice(name + "_order", place)
    var other = !order
    if let condition {
      other = choice(name + "_reverse", place)
      model.requireAny([order, other, !condition], name)
      model.requireAny([!order, !other], name)
    }
    let (p, q) = (a.length ?? 0, b.length ?? 0)
    for (literal, x, y, p, q) in [(order, first, second, p, q), (other, second, first, q, p)] {
      require(y - x >= p, if: literal, place)
      require(x - y >= q - task.interval, if: literal, place)
    }
  }

  /// The row in which a stretch begins.
  private mutating func row(of stretch: Stretch) -> Variable {
    let key = RowKey(operation: stretch.operation, shift: stretch.from % task.interval)
    if let known = rows[key] { return known }
    let (v, interval) = (key.operation, task.interval)
    let row = model.variable(
      .integer, lower: 0, upper: Double(interval - 1), name: "row", v, key.shift)
    let turn = model.variable(
      .integer, lower: Double(LoopTask.floor(windows.earliest[v] + key.shift, interval)),
      upper: Double(LoopTask.floor(windows.latest[v] + key.shift, interval)), name: "turn", v,
      key.shift)
    model.require(starts[v] + key.shift == interval * turn + row, "row", v, key.shift)
    rows[key] = row
    return row
  }
}
