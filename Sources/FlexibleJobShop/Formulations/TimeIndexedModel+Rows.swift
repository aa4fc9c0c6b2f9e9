import Modeling

/// The rows of the model.
extension TimeIndexedModel {
  mutating func addCapacity(_ k: Int) {
    let here = (0..<task.count).compactMap { task.alternative(of: $0, on: k) }
      .filter { windows.isOpen[$0] }
    // What runs at a tick runs at the last start before it, too: rows at starts are enough, however long operations are.
    let ticks = Set(here.flatMap { columns[$0].map(\.start) }).sorted()
    var place: [Int: Int] = [:]
    for (p, tick) in ticks.enumerated() { place[tick] = p }
    var running = [LinearExpression](repeating: LinearExpression(), count: ticks.count)
    var inside = running
    var points: [(place: Int, variable: Variable)] = []
    for a in here {
      for column in columns[a] {
        guard let first = place[column.start] else { continue }
        if task.durations[a] == 0 { points.append((first, column.variable)) }
        var p = first
        while p < ticks.count, ticks[p] < column.start + task.durations[a] {
          running[p].add(1, column.variable)
          if p > first { inside[p].add(1, column.variable) }
          p += 1
        }
      }
    }
    for (p, load) in running.enumerated() where load.columns.count > 1 {
      model.require(load <= 1, "machine", k, ticks[p])
    }
    for (n, point) in points.enumerated() where !inside[point.place].columns.isEmpty {
      model.require(inside[point.place] + point.variable <= 1, "border", k, ticks[point.place], n)
    }
  }

  mutating func add(_ precedence: ShopTask.Precedence) {
    let (i, j) = (precedence.before, precedence.after)
    // What has ended, and what has started, by each tick.
    var ended: [Int: [Variable]] = [:]
    var started: [Int: [Variable]] = [:]
    for a in windows.alternatives(of: i) {
      for column in columns[a] {
        ended[column.start + task.durations[a] + precedence.lag, default: []].append(
          column.variable)
      }
    }
    for a in windows.alternatives(of: j) {
      for column in columns[a] { started[column.start, default: []].append(column.variable) }
    }
    guard let first = started.keys.min(), let last = ended.keys.max() else { return }
    var sum = LinearExpression()
    for (t, variables) in ended where t < first { for z in variables { sum.add(1, z) } }
    for t in first..<max(first, last) {
      for z in ended[t] ?? [] { sum.add(1, z) }
      guard let more = started[t] else { continue }
      for z in more { sum.add(-1, z) }
      model.require(sum >= 0, "order", i, j, t)
    }
  }
}
