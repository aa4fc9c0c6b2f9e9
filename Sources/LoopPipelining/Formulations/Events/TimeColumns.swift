import Modeling

/// Events by time: x[t] = 1 for the one time t of its window at which an event is.
struct TimeColumns: EventColumns {
  let interval: Int
  private var events: [Event] = []

  private struct Event {
    var first: Int
    /// One for each time from `first` on.
    var columns: [Variable]
    var last: Int { first + columns.count - 1 }
  }

  init(interval: Int) { self.interval = interval }

  mutating func add(
    _ window: ClosedRange<Int>, to model: inout Model, _ name: String, _ index: Int
  ) -> Int {
    let columns = (0..<window.count).map {
      model.variable(.integer, upper: 1, name: name + "_at", index, $0)
    }
    model.require(Modeling.sum(columns) == 1, name + "_one", index)
    events.append(Event(first: window.lowerBound, columns: columns))
    return events.count - 1
  }

  /// The sum of weights, by time, over the time at which an event is.
  private func timed(_ event: Int, _ weight: (Int) -> Double) -> LinearExpression {
    var total = LinearExpression()
    for (place, column) in events[event].columns.enumerated() {
      let weight = weight(events[event].first + place)
      if weight != 0 { total.add(weight, column) }
    }
    return total
  }

  func time(of event: Int) -> LinearExpression { timed(event) { Double($0) } }

  func sum(_ event: Int, _ weight: (Int) -> Double) -> LinearExpression {
    timed(event) { weight(split($0).row) }
  }

  /// Times row, row + II, ... before `time + shift`.
  func count(before event: Int, shift: Int, row: Int) -> LinearExpression {
    timed(event) { Double(LoopTask.floor($0 + shift - row + interval - 1, interval)) }
  }

  /// For each time t: not both a at t or later and b before t + weight.
  func require(
    _ b: Int, after a: Int, by weight: Int, extra: (amount: Int, column: Variable)?,
    in model: inout Model, _ name: String, _ index: Int
  ) {
    let (source, target) = (events[a], events[b])
    let weight = weight + (extra?.amount ?? 0)
    for time in source.first...source.last where time + weight > target.first {
      var total = timed(a) { $0 >= time ? 1 : 0 } + timed(b) { $0 < time + weight ? 1 : 0 }
      if let extra { total += extra.column }
      model.require(total <= (extra == nil ? 1 : 2), name, index, time - source.first)
      // All later rows say the same of fewer times.
      if time + weight > target.last { break }
    }
  }

  func place(_ event: Int, at time: Int, in point: inout [Double]) -> Bool {
    let event = events[event]
    guard event.first...event.last ~= time else { return false }
    point[event.columns[time - event.first].index] = 1
    return true
  }

  func time(of event: Int, at point: [Double]) -> Int {
    let event = events[event]
    let place = event.columns.indices.max {
      point[event.columns[$0].index] < point[event.columns[$1].index]
    }
    return event.first + (place ?? 0)
  }
}
