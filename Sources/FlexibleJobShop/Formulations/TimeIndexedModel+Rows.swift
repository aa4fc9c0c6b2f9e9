import Modeling

/// The rows of the model.
extension TimeIndexedModel {
  mutating func addCapacity(_ k: Int) {
    var running: [Int: LinearExpression] = [:]
    var inside: [Int: LinearExpression] = [:]
    var points: [(start: Int, variable: Variable)] = []
    for i in 0..<task.count {
      guard let a = task.alternative(of: i, on: k), windows.isOpen[a] else { continue }
      for column in columns[a] {
        if task.durations[a] == 0 { points.append((column.start, column.variable)) }
        for t in column.start..<column.start + task.durations[a] {
          running[t, default: LinearExpression()].add(1, column.variable)
          if t > column.start { inside[t, default: LinearExpression()].add(1, column.variable) }
        }
      }
    }
    for (t, load) in running.sorted(by: { $0.key < $1.key }) where load.columns.count > 1 {
      model.require(load <= 1, "machine", k, t)
    }
    for (n, point) in points.enumerated() {
      if let load = inside[point.start] {
        model.require(load + point.variable <= 1, "border", k, point.start, n)
      }
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
