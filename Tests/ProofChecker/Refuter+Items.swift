/// What is known of a task under the current bounds.
struct Span {
  enum Presence { case absent, open, present }

  var presence = Presence.open
  /// Least and greatest start.
  var earliest = 0
  var latest = 0
  /// Least duration, at least 0, and greatest one.
  var length = 0
  var longest = 0
  /// Least demand.
  var demand = 0

  /// When it is over at the earliest.
  var earliestEnd: Int { earliest + length }
  /// When its first `length` units are over at the latest.
  var latestEnd: Int { latest + length }
  /// Whether it surely takes time.
  var isSolid: Bool { presence == .present && length > 0 }
}

extension Refuter {
  /// Chooses the tasks that take part: all, or those that share a column with the clause.
  mutating func takeItems(all: Bool) {
    let count = shape.items.count
    items.removeAll(keepingCapacity: true)
    if all {
      items.append(contentsOf: (0..<Int32(truncatingIfNeeded: count)))
    } else if count > 0 {
      for column in columns {
        for use in table.uses[Int(column)]
        where Int(table.uses.uses[use].constraint) == constraint {
          let item = table.uses.uses[use].item
          if !items.contains(item) { items.append(item) }
        }
      }
    }
    hasAllItems = items.count == count
    spans.removeAll(keepingCapacity: true)
    otherSpans.removeAll(keepingCapacity: true)
    isSettled.removeAll(keepingCapacity: true)
    if count == 0 { return }
    for _ in items { spans.append(Span()) }
    if case .rectangles = shape { otherSpans = spans }
    for _ in 0..<items.count * items.count { isSettled.append(false) }
    settled.removeAll(keepingCapacity: true)
  }

  /// Computes what is known of the tasks, and holds durations of tasks that are present at 0 or more.
  mutating func loadSpans(_ tasks: Range<Int>, isOther: Bool = false) -> Bool {
    for place in items.indices {
      let task = table.tasks[tasks.lowerBound + Int(items[place])]
      var span = Span()
      if let presence = task.presence {
        if bounds.fails(presence) { span.presence = .absent }
        if bounds.holds(presence) { span.presence = .present }
      } else {
        span.presence = .present
      }
      if span.presence != .absent, !load(task, &span) { return false }
      if isOther { otherSpans[place] = span } else { spans[place] = span }
    }
    return true
  }

  private mutating func load(_ task: TaskForms, _ span: inout Span) -> Bool {
    var duration = bounds.range(task.duration, store)
    if duration.low < 0 {
      if span.presence == .present {
        let form = task.duration
        let isPositive = Inequality(
          start: form.start, end: form.end, sign: -1, limit: form.constant)
        if duration.high < 0 || !bounds.enforce(isPositive, store) { return false }
      } else if duration.high < 0, let presence = task.presence {
        span.presence = .absent
        return bounds.forbid(presence)
      }
      duration.low = 0
    }
    (span.earliest, span.latest) = bounds.range(task.start, store)
    (span.length, span.longest) = (duration.low, duration.high)
    span.demand = bounds.range(task.demand, store).low
    return true
  }

  /// Whether nothing is left to decide about two items.
  func isSettled(_ a: Int, _ b: Int) -> Bool { isSettled[a * items.count + b] }

  mutating func settle(_ a: Int, _ b: Int) {
    let place = min(a, b) * items.count + max(a, b)
    isSettled[place] = true
    settled.append(Int32(truncatingIfNeeded: place))
  }

  /// Adds that one task is over when another one starts; false = impossible.
  mutating func order(_ tasks: Range<Int>, _ a: Int, before b: Int) -> Bool {
    let first = table.tasks[tasks.lowerBound + Int(items[a])]
    let second = table.tasks[tasks.lowerBound + Int(items[b])]
    store.begin()
    guard store.add(1, first.start), store.add(1, first.duration), store.add(-1, second.start)
    else {
      return true
    }
    let sum = store.finish()
    let constant = first.start.constant + first.duration.constant - second.start.constant
    let inequality = Inequality(start: sum.start, end: sum.end, sign: 1, limit: -constant)
    active.append(inequality)
    return bounds.enforce(inequality, store)
  }
}
