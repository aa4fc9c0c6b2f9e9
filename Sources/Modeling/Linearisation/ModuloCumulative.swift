// A resource of capacity C used at times modulo a period P by n intervals with constant demands c_i.
//
// Residues. A whole expression e is split by 0/1 columns m_r, r = 0, ..., P - 1, and an integer q:
//
//   sum m_r = 1                       or p, where the residue only counts if the literal p holds
//   0 <= e - P q - sum r m_r <= 0     or (P - 1)(1 - p)
//
// Constant duration d = k P + f, 0 <= f < P: with the residues of the start, slot t = 0, ..., P - 1 is covered
//
//   k p + sum { m_r : (t - r) mod P < f }   times.
//
// Other durations: the number of times before e that are t modulo P is, up to a constant, q + sum { m_r : r > t }; slot t
// is covered as often as this number is greater at the end than at the start. Where the interval is optional, a column
// u >= 0 with u >= cover - upper(cover)(1 - p) takes its place.
//
//   sum_i c_i cover_i(t) <= C         for each slot t at which the demands can exceed C
//
// Size: n(P + 1) columns and 2n + P rows for constant durations (3n for optional intervals), no more residues than the
// start has values; twice that for others, and nP columns and rows more where those are optional. No big-M, so that
// starts need no bounds.
// Strength: for one slot the convex hull of the starts' residues, as in the structured formulations of modulo
// scheduling; the link from m and q to e is as weak as any division with remainder.
// Source: Eichenberger and Davidson (1997), "Efficient formulation for optimal modulo schedulers", for the idea of one
// column for each residue.
extension Lineariser {
  mutating func addModuloCumulative(
    _ intervals: [Interval], _ demands: [Int], capacity: Int, period: Int
  ) throws(ModelError) {
    try requireRoom(rows: period)
    var loads = [LinearExpression](repeating: LinearExpression(), count: period)
    for (index, interval) in intervals.enumerated() {
      try requireDuration(of: interval, index)
      guard demands[index] > 0, let conditions = open([interval.presence].compactMap { $0 }) else {
        continue
      }
      let use = ModuloUse(
        interval: interval, presence: conditions.first, demand: Double(demands[index]),
        index: index)
      if interval.duration.isConstant {
        try addFixed(use, to: &loads)
      } else {
        try addVariable(use, to: &loads)
      }
    }
    for (slot, load) in loads.enumerated() where bounds(of: load).upper > Double(capacity) {
      try row(load <= capacity, "load", slot)
    }
  }

  /// An interval of constant duration.
  private mutating func addFixed(
    _ use: ModuloUse, to loads: inout [LinearExpression]
  ) throws(ModelError) {
    let duration = use.interval.duration.constant
    guard duration > 0 else { return }
    let period = loads.count
    let turns = (duration / Double(period)).rounded(.down)
    let rest = Int(duration - turns * Double(period))
    if turns > 0 {
      let isThere = use.presence?.expression ?? LinearExpression(1)
      for slot in loads.indices { loads[slot].add(use.demand * turns, isThere) }
    }
    guard rest > 0 else { return }
    let parts = try residues(of: use.interval.start, period, if: use.presence, use.index, "start")
    for (residue, column) in parts.columns {
      for step in 0..<rest { loads[(residue + step) % period].add(use.demand, column) }
    }
  }

  /// An interval whose duration is an expression.
  private mutating func addVariable(
    _ use: ModuloUse, to loads: inout [LinearExpression]
  ) throws(ModelError) {
    let period = loads.count
    let start = try residues(of: use.interval.start, period, if: nil, use.index, "start")
    let end = try residues(of: use.interval.end, period, if: nil, use.index, "end")
    // Slots t with r > t, from the last one down.
    var count = 1.0 * end.turn - start.turn
    var startColumns = start.columns[...]
    var endColumns = end.columns[...]
    for slot in loads.indices.reversed() {
      while let last = endColumns.last, last.residue > slot {
        count += last.column
        endColumns.removeLast()
      }
      while let last = startColumns.last, last.residue > slot {
        count -= last.column
        startColumns.removeLast()
      }
      try add(count, of: use, at: slot, to: &loads)
    }
  }

  private mutating func add(
    _ count: LinearExpression, of use: ModuloUse, at slot: Int, to loads: inout [LinearExpression]
  ) throws(ModelError) {
    guard let presence = use.presence else { return loads[slot].add(use.demand, count) }
    let duration = bounds(of: use.interval.duration).upper
    guard duration.isFinite else { throw missingBound(in: use.interval.duration, above: true) }
    let most = max(0, (duration / Double(loads.count)).rounded(.up))
    let part = try column(.continuous, 0, most, "cover", use.index, slot)
    try row(
      count - part - most * (!presence).expression <= 0, "cover", use.index, slot)
    loads[slot].add(use.demand, part)
  }

  /// An expression split by a period.
  private mutating func residues(
    of expression: LinearExpression, _ period: Int, if presence: Literal?, _ index: Int,
    _ role: String
  ) throws(ModelError) -> Residues {
    let (lower, upper) = bounds(of: expression)
    let length = Double(period)
    func modulo(_ value: Double) -> Int { Int(value - (value / length).rounded(.down) * length) }
    // Fewer values than residues: those that occur.
    var possible = Array(0..<period)
    if upper - lower + 1 < length, abs(lower) < 1e15 {
      let count = max(0, Int(upper - lower) + 1)
      possible = (0..<count).map { (modulo(lower) + $0) % period }.sorted()
    }
    try requireRoom(columns: possible.count + 1, rows: 3)
    let turn = try column(
      .integer, (lower / length).rounded(.down), (upper / length).rounded(.down), role + "_turn",
      index)
    var total = LinearExpression()
    var rest = expression - period * turn
    var columns: [(residue: Int, column: Variable)] = []
    for residue in possible {
      let column = try binary(role + "_residue", index, residue)
      columns.append((residue, column))
      total += column
      rest.add(-Double(residue), column)
    }
    if let presence {
      try row(total == presence.expression, role + "_one", index)
      try row(rest >= 0, role + "_least", index)
      try row(rest <= (period - 1) * (!presence).expression, role + "_most", index)
    } else {
      try row(total == 1, role + "_one", index)
      try row(rest == 0, role, index)
    }
    return Residues(turn: turn, columns: columns)
  }
}

/// An interval with its demand.
private struct ModuloUse {
  let interval: Interval
  let presence: Literal?
  let demand: Double
  let index: Int
}

/// An expression split by a period: `period * turn + residue`.
private struct Residues {
  let turn: Variable
  /// One 0/1 column for each residue that can occur, by residue.
  let columns: [(residue: Int, column: Variable)]
}
