import Modeling

/// A term split by a period: `term = period * turn + row`, with rows from 0 to `period - 1`.
struct PeriodSplit {
  /// What is split, and by which period.
  struct Key: Hashable {
    var term: ModelCompiler.Term
    var period: Int
  }

  let turn: Int32
  let row: Int32
  /// `at[r]` holds where the row is r; empty until they are asked for.
  var at: [Predicate] = []
  /// `beyond[r]` holds where the row is greater than r; empty until they are asked for.
  var beyond: [Predicate] = []

  /// A task whose copies are counted.
  struct Span: Hashable {
    var start: ModelCompiler.Term
    var end: ModelCompiler.Term
    var period: Int
  }
}

/// Resources that are used at times modulo a period.
extension ModelCompiler {
  /// Most literals of rows of the period that one constraint gets.
  private static var mostRows: Int { 10_000_000 }

  /// Every row of the reservation table is a sum: of literals that say in which row a constant duration starts, and for others of
  /// the turns and rows of both ends.
  ///
  /// The number of times before e that are r modulo the period is, up to a constant, the turn of e, and one more where its row is
  /// beyond r; so a duration covers row r as often as this number grows from its start to its end.
  mutating func moduloCumulative(
    _ intervals: [Interval], _ demands: [Int], _ capacity: Int, _ period: Int, _ place: String
  ) throws(EngineError) {
    if capacity < 0 {
      isRefuted = true
      return
    }
    guard period <= Self.mostRows / max(1, intervals.count) else {
      throw Self.refusal(
        place,
        "found a period of \(period) for \(intervals.count) intervals, expected at most \(Self.mostRows) rows in all"
      )
    }
    var table = ReservationTable(period: period)
    for (interval, demand) in zip(intervals, demands) where !isRefuted {
      guard let task = try tasks([interval], place).first, demand != 0 else { continue }
      let longest = upper(task.duration)
      if longest <= 0 { continue }
      // No row is taken more often than the longest duration has units.
      guard WholeSum.fits(longest, times: demand) else {
        throw Self.refusal(place, "found sums beyond 2^61")
      }
      if task.presence == nil, kernel.isFixed(task.start.view), kernel.isFixed(task.duration.view) {
        try table.occupy(from: lower(task.start), length: longest, demand, place)
      } else if kernel.isFixed(task.duration.view) {
        try occupy(&table, task, length: longest, demand, place)
      } else {
        try occupy(&table, task, demand, place)
      }
    }
    for row in 0..<period where !isRefuted {
      try require(table.rows[row], atMost: capacity - table.taken[row], if: nil, place)
    }
    // Where there is just enough room, every row is full.
    if !table.hasVariable, table.area.isEmpty, WholeSum.fits(capacity, times: period),
      table.constantArea == capacity * period
    {
      for (row, taken) in zip(table.rows, table.taken) where !isRefuted {
        try require(
          row.map { (factor: -$0.factor, view: $0.view) }, atMost: taken - capacity, if: nil, place)
      }
    }
    // All rows together; where durations vary this sees more than each row by itself.
    if table.hasVariable, WholeSum.fits(capacity, times: period), !isRefuted {
      try require(table.area, atMost: capacity * period - table.constantArea, if: nil, place)
    }
  }

  /// Rows of a reservation table as sums of views, and what they take together at least.
  private struct ReservationTable {
    var rows: [[(factor: Int, view: Int32)]]
    /// By row, what tasks take that are where they are.
    var taken: [Int]
    var area: [(factor: Int, view: Int32)] = []
    var constantArea = 0
    var hasVariable = false

    init(period: Int) {
      rows = Array(repeating: [], count: period)
      taken = Array(repeating: 0, count: period)
    }

    /// A task that is where it is.
    mutating func occupy(
      from start: Int, length: Int, _ demand: Int, _ place: String
    ) throws(EngineError) {
      let period = rows.count
      let (turns, rest) = length.quotientAndRemainder(dividingBy: period)
      let first = ((start % period) + period) % period
      for row in 0..<period {
        let since = (row - first + period) % period
        taken[row] += (turns + (since < rest ? 1 : 0)) * demand
        guard WholeSum.fits(taken[row], times: 1) else {
          throw ModelCompiler.refusal(place, "found sums beyond 2^61")
        }
      }
      constantArea += length * demand
    }
  }

  /// A task of constant length.
  private mutating func occupy(
    _ table: inout ReservationTable, _ task: Task, length: Int, _ demand: Int, _ place: String
  ) throws(EngineError) {
    let period = table.rows.count
    let (turns, rest) = length.quotientAndRemainder(dividingBy: period)
    let starts = try rowLiterals(of: task, period, place)
    if isRefuted { return }
    for row in 0..<period {
      for (start, literal) in starts.enumerated() {
        let since = (row - start + period) % period
        let times = turns + (since < rest ? 1 : 0)
        if times > 0 {
          table.rows[row].append((factor: times * demand, view: literal.view))
        }
      }
    }
    if let presence = task.presence {
      let literal = Predicate(kernel.boolean(), 1)
      require(kernel.addClause([literal, presence.negated]))
      table.area.append((factor: length * demand, view: literal.view))
    } else {
      table.constantArea += length * demand
    }
  }

  /// A task of varying length.
  private mutating func occupy(
    _ table: inout ReservationTable, _ task: Task, _ demand: Int, _ place: String
  ) throws(EngineError) {
    let period = table.rows.count
    table.hasVariable = true
    guard let presence = task.presence else {
      for (row, count) in try counts(of: task, period, place).enumerated() {
        table.rows[row] += count.map { (factor: demand * $0.factor, view: $0.view) }
      }
      table.area.append((factor: demand, view: task.duration.view))
      table.constantArea += demand * task.duration.offset
      return
    }
    for (row, count) in try countViews(of: task, period, place).enumerated() where !isRefuted {
      let cover = try integer(0, Int(kernel.upper(count)), follows: true, place)
      try require(
        [(factor: 1, view: count), (factor: -1, view: cover)], atMost: 0, if: presence, place)
      table.rows[row].append((factor: demand, view: cover))
    }
    if isRefuted { return }
    let part = try integer(0, upper(task.duration), follows: true, place)
    try require(
      [(factor: 1, view: task.duration.view), (factor: -1, view: part)],
      atMost: -task.duration.offset, if: presence, place)
    table.area.append((factor: demand, view: part))
  }

  /// By row, how often a task covers it, as a sum of views.
  private mutating func counts(
    of task: Task, _ period: Int, _ place: String
  ) throws(EngineError) -> [[(factor: Int, view: Int32)]] {
    let start = try split(task.start, period, place, beyond: true)
    let end = try split(task.end, period, place, beyond: true)
    if isRefuted { return [] }
    return (0..<period).map { row in
      [
        (factor: 1, view: end.turn), (factor: -1, view: start.turn),
        (factor: 1, view: end.beyond[row].view), (factor: -1, view: start.beyond[row].view),
      ]
    }
  }

  /// By row, how often a task covers it at least, as one view; resources share them.
  private mutating func countViews(
    of task: Task, _ period: Int, _ place: String
  ) throws(EngineError) -> [Int32] {
    let key = PeriodSplit.Span(start: task.start, end: task.end, period: period)
    if let known = spans[key] { return known }
    let most = (upper(task.duration) + period - 1) / period
    var views: [Int32] = []
    for count in try counts(of: task, period, place) where !isRefuted {
      let view = try integer(0, most, follows: true, place)
      try require(count + [(factor: -1, view: view)], atMost: 0, if: nil, place)
      views.append(view)
    }
    spans[key] = views
    return views
  }

  /// Literals that a task is present and starts in each row of the period.
  private mutating func rowLiterals(of task: Task, _ period: Int, _ place: String)
    throws(EngineError) -> [Predicate]
  {
    let rows = try split(task.start, period, place, at: true).at
    guard let presence = task.presence else { return rows }
    var present: [Predicate] = []
    for literal in rows where !isRefuted {
      let both = Predicate(kernel.boolean(), 1)
      require(kernel.addClause([both, literal.negated, presence.negated]))
      present.append(both)
    }
    return present
  }

  /// A term's turn and row; all constraints share them.
  private mutating func split(
    _ term: Term, _ period: Int, _ place: String, at wantsAt: Bool = false,
    beyond wantsBeyond: Bool = false
  ) throws(EngineError) -> PeriodSplit {
    let key = PeriodSplit.Key(term: term, period: period)
    var split: PeriodSplit
    if let known = splits[key] {
      split = known
    } else {
      let turn = try integer(
        floorDivide(lower(term), by: period), floorDivide(upper(term), by: period),
        follows: true, place)
      let row = try integer(0, period - 1, follows: true, place)
      split = PeriodSplit(turn: turn, row: row)
      if isRefuted { return split }
      // term = period * turn + row
      let sum = [
        (factor: 1, view: term.view), (factor: -period, view: turn), (factor: -1, view: row),
      ]
      try require(sum, atMost: -term.offset, if: nil, place)
      try require(
        sum.map { (factor: -$0.factor, view: $0.view) }, atMost: term.offset, if: nil, place)
    }
    let row = Term(view: split.row, offset: 0)
    if wantsAt, split.at.isEmpty { split.at = try channel(row, period, place) }
    if wantsBeyond, split.beyond.isEmpty {
      for k in 0..<period where !isRefuted {
        let (literal, isBeyond) = (Predicate(kernel.boolean(), 1), atLeast(row, k + 1))
        require(kernel.addClause([literal.negated, isBeyond]))
        if !isRefuted { require(kernel.addClause([literal, isBeyond.negated])) }
        split.beyond.append(literal)
      }
    }
    splits[key] = split
    return split
  }
}
