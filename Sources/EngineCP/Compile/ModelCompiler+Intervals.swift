import Modeling

extension ModelCompiler {
  /// An interval in terms of the kernel.
  struct Task: Hashable {
    var start: Term
    var end: Term
    var duration: Term
    var presence: Predicate?
  }

  /// The tasks of intervals that may be present; their durations are at least 0.
  mutating func tasks(_ intervals: [Interval], _ place: String) throws(EngineError) -> [Task] {
    var tasks: [Task] = []
    for interval in intervals where !isRefuted {
      let presence = interval.presence.map(\.predicate).flatMap { kernel.isTrue($0) ? nil : $0 }
      if let presence, kernel.isFalse(presence) { continue }
      let start = try term(interval.start, place)
      let duration = try term(interval.duration, place)
      let end: Term
      if kernel.isFixed(duration.view) {
        end = try checked(
          Term(view: start.view, offset: start.offset + lower(duration)), place)
      } else {
        end = try term(interval.end, place)
      }
      if isRefuted { break }
      // A duration below 0 takes the interval out.
      let isLong = atLeast(duration, 0)
      if !kernel.isTrue(isLong) {
        require(kernel.addClause([isLong] + (presence.map { [$0.negated] } ?? [])))
      }
      tasks.append(Task(start: start, end: end, duration: duration, presence: presence))
    }
    return tasks
  }

  /// Propagators add up durations and demands without looking.
  func requireSum(_ sizes: [Int], _ place: String) throws(EngineError) {
    var sum = WholeSum()
    for size in sizes { sum.add(max(0, size)) }
    guard sum.fits, sum.value <= 1 << 60 else {
      throw Self.refusal(place, "found durations or demands whose sum is beyond 2^60")
    }
  }

  // MARK: Capacity

  mutating func cumulative(
    _ intervals: [Interval], _ demands: [LinearExpression], _ capacity: LinearExpression,
    _ place: String
  ) throws(EngineError) {
    var rows: [Cumulative.Task] = []
    var needs: [Need] = []
    var most: [Int] = []
    for (interval, demand) in zip(intervals, demands) where !isRefuted {
      guard let task = try tasks([interval], place).first else { continue }
      let demand = try term(demand, place)
      if isRefuted { return }
      guard lower(demand) >= 0 else {
        throw Self.refusal(
          place, "found a demand that may be \(lower(demand)), expected at least 0")
      }
      if upper(demand) == 0 || upper(task.duration) == 0 { continue }
      needs.append(Need(task: task, demand: lower(demand)))
      most.append(upper(demand))
      rows.append(
        Cumulative.Task(
          start: quantity(task.start), duration: quantity(task.duration),
          demand: quantity(demand), presence: task.presence ?? Predicate(-1, 0)))
    }
    let limit = try term(capacity, place)
    if isRefuted { return }
    // Never negative, whether anything runs or not.
    require(kernel.addClause([atLeast(limit, 0)]))
    if isRefuted || rows.isEmpty { return }
    try requireSum(needs.map { lower($0.task.duration) }, place)
    try requireSum(most, place)
    excludePairs(needs, capacity: upper(limit))
    if isRefuted { return }
    kernel.add(
      Cumulative(
        rows, capacity: quantity(limit.negated),
        hasEnergy: canMultiply(rows, by: most.reduce(upper(limit), +))),
      wokenBy: rows.flatMap {
        [$0.start.view, $0.start.view ^ 1, $0.duration.view, $0.demand.view]
          + ($0.presence.view >= 0 ? [$0.presence.view] : [])
      } + [limit.view ^ 1])
  }

  private func quantity(_ term: Term) -> Cumulative.Quantity {
    Cumulative.Quantity(view: term.view, offset: Value(truncatingIfNeeded: term.offset))
  }

  /// Whether no energy, a demand or a sum of demands times a stretch of time, leaves the word.
  private func canMultiply(_ rows: [Cumulative.Task], by demands: Int) -> Bool {
    func least(_ it: Cumulative.Quantity) -> Int { Int(kernel.lower[it.view] + it.offset) }
    func most(_ it: Cumulative.Quantity) -> Int { Int(kernel.upper(it.view) + it.offset) }
    let begin = rows.map { least($0.start) }.min() ?? 0
    let end = rows.map { most($0.start) + most($0.duration) }.max() ?? 0
    return WholeSum.fits(end - begin, times: demands)
  }

  // MARK: Two dimensions

  /// Of two rectangles that are present one is left of, right of, below or above the other; besides, both directions are resources
  /// whose capacity is the room in the other one.
  mutating func noOverlap2D(_ x: [Interval], _ y: [Interval], _ place: String) throws(EngineError) {
    var sides: [(x: Task, y: Task)] = []
    for (x, y) in zip(x, y) where !isRefuted {
      // Both are looked at, for both forbid negative lengths.
      let (a, b) = (try tasks([x], place).first, try tasks([y], place).first)
      guard let a, let b else { continue }
      sides.append((a, b))
    }
    for i in sides.indices {
      for k in 0..<i where !isRefuted {
        let (a, b) = (sides[i], sides[k])
        var literals: [Predicate] = []
        for (first, second) in [(a.x, b.x), (b.x, a.x), (a.y, b.y), (b.y, a.y)] {
          let gap = lower(first.end) - upper(second.start)
          if gap > 0 { continue }
          let literal = Predicate(kernel.boolean(), 1)
          define(literal, first.end, before: second.start)
          precede(first.end, second.start, if: literal)
          literals.append(literal)
        }
        // A side without length, or an absent rectangle, is in nobody's way.
        for task in [a.x, a.y, b.x, b.y] {
          if let presence = task.presence { literals.append(presence.negated) }
          if lower(task.duration) < 1 { literals.append(atLeast(task.duration, 1).negated) }
        }
        if !isRefuted { require(kernel.addClause(literals)) }
      }
    }
    for turn in [false, true] where !isRefuted {
      try addShadow(sides.map { turn ? ($0.y, $0.x) : ($0.x, $0.y) }, place)
    }
  }

  /// Along the first direction, the second one is a resource.
  private mutating func addShadow(
    _ sides: [(Task, Task)], _ place: String
  ) throws(EngineError) {
    guard let low = sides.map({ lower($0.1.start) }).min(),
      let high = sides.map({ upper($0.1.end) }).max(), high > low, sides.count > 2
    else { return }
    try requireSum(sides.map { upper($0.1.duration) }, place)
    var rows: [Cumulative.Task] = []
    for (along, across) in sides where lower(across.duration) > 0 {
      guard let presence = conjunctionOfOptional([along.presence, across.presence]) else {
        continue
      }
      rows.append(
        Cumulative.Task(
          start: quantity(along.start), duration: quantity(along.duration),
          demand: quantity(across.duration), presence: presence))
    }
    let capacity = Cumulative.Quantity(view: zero, offset: Value(truncatingIfNeeded: low - high))
    if rows.count < 3 { return }
    kernel.add(
      Cumulative(
        rows, capacity: capacity,
        hasEnergy: canMultiply(
          rows, by: sides.reduce(high - low) { $0 + max(0, upper($1.1.duration)) })),
      wokenBy: rows.flatMap {
        [$0.start.view, $0.start.view ^ 1, $0.duration.view, $0.demand.view]
          + ($0.presence.view >= 0 ? [$0.presence.view] : [])
      })
  }

  /// The literal that all of them hold as the propagators write it: view -1 = always. nil = both are open, and no literal exists.
  private func conjunctionOfOptional(_ literals: [Predicate?]) -> Predicate? {
    let open = literals.compactMap { $0 }
    if open.count > 1, open[0] != open[1] { return nil }
    return open.first ?? Predicate(-1, 0)
  }
}
