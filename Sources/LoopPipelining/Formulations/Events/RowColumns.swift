import Modeling

/// Events by row and stage: time = II s + Σ_r r x[r], with Σ_r x[r] = 1.
///
/// Whatever only depends on rows is a sum of columns x without any big-M, and so are dependences in their structured form.
struct RowColumns: EventColumns {
  let interval: Int
  /// Whether dependences are structured rows, or one plain row each.
  let isStructured: Bool
  private var events: [Event] = []

  private struct Event {
    var window: ClosedRange<Int>
    var stage: Variable
    /// Ascending by row of the kernel: those that can be.
    var rows: [(row: Int, column: Variable)]
  }

  init(interval: Int, isStructured: Bool) {
    (self.interval, self.isStructured) = (interval, isStructured)
  }

  mutating func add(
    _ window: ClosedRange<Int>, to model: inout Model, _ name: String, _ index: Int
  ) -> Int {
    let (first, last) = (split(window.lowerBound), split(window.upperBound))
    let possible =
      window.count >= interval ? Array(0..<interval) : Set(window.map { split($0).row }).sorted()
    let rows = possible.map {
      (row: $0, column: model.variable(.integer, upper: 1, name: name + "_row", index, $0))
    }
    let stage = model.variable(
      .integer, lower: Double(first.turn), upper: Double(last.turn), name: name + "_stage", index)
    model.require(Modeling.sum(rows.map(\.column)) == 1, name + "_one", index)
    let event = Event(window: window, stage: stage, rows: rows)
    if first.row > 0 {
      let late = part(event) { $0 >= first.row }
      model.require(late + stage >= 1 + first.turn, name + "_first", index)
    }
    if last.row < interval - 1 {
      let late = part(event) { $0 > last.row }
      model.require(late + stage <= last.turn, name + "_last", index)
    }
    events.append(event)
    return events.count - 1
  }

  /// The columns of some rows of the kernel.
  private func part(_ event: Event, _ isMeant: (Int) -> Bool) -> LinearExpression {
    Modeling.sum(event.rows.filter { isMeant($0.row) }.map(\.column))
  }

  func time(of event: Int) -> LinearExpression {
    interval * events[event].stage + sum(event) { Double($0) }
  }

  func sum(_ event: Int, _ weight: (Int) -> Double) -> LinearExpression {
    var total = LinearExpression()
    for (row, column) in events[event].rows {
      let weight = weight(row)
      if weight != 0 { total.add(weight, column) }
    }
    return total
  }

  /// Before time II s + ρ row r has come s + [r < ρ] times.
  func count(before event: Int, shift: Int, row: Int) -> LinearExpression {
    let (turn, rest) = split(shift)
    let whole = sum(event) { place in
      let late = place + rest
      return late >= interval ? 1 + (row < late - interval ? 1 : 0) : (row < late ? 1 : 0)
    }
    return whole + events[event].stage + turn
  }

  /// Structured rows are needed where the source can be; those between follow from them.
  func require(
    _ b: Int, after a: Int, by weight: Int, extra: (amount: Int, column: Variable)?,
    in model: inout Model, _ name: String, _ index: Int
  ) {
    let (source, target) = (events[a], events[b])
    if !isStructured || extra != nil {
      var gap = time(of: b) - time(of: a)
      if let extra { gap -= extra.amount * extra.column }
      model.require(gap >= weight, name, index)
      if !isStructured { return }
    }
    for (first, _) in source.rows {
      let row = StructuredRow(
        weight: weight + (extra?.amount ?? 0), interval: interval, firstSource: first)
      var total = part(source) { $0 >= row.firstSource } + part(target) { $0 <= row.lastTarget }
      total += source.stage
      total -= target.stage
      var most = 1 - row.turns
      if let extra {
        // Without the extra, what is asked for is less by that many stages at most.
        let stages = (extra.amount + interval - 1) / interval
        total += stages * extra.column
        most += stages
      }
      model.require(total <= most, name, index, first)
    }
  }

  func place(_ event: Int, at time: Int, in point: inout [Double]) -> Bool {
    let (turn, row) = split(time)
    guard events[event].window ~= time,
      let column = events[event].rows.first(where: { $0.row == row })?.column
    else { return false }
    point[column.index] = 1
    point[events[event].stage.index] = Double(turn)
    return true
  }

  func time(of event: Int, at point: [Double]) -> Int {
    let event = events[event]
    let row = event.rows.max { point[$0.column.index] < point[$1.column.index] }?.row ?? 0
    return interval * Int(point[event.stage.index].rounded()) + row
  }
}
