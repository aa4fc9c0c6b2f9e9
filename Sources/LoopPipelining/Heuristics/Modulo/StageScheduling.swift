/// Stages for given rows so that values live as short as they can: rows, and with them units, stay as they are.
///
/// With t_v = II s_v + r_v, an event at II s + q has come by `s + floor(q / II) + [r < q mod II]` rows r of the kernel. So the copies
/// of a value in row r are a difference of stages, to that of the last user in this row, and lifetimes, summed up by rows, are a
/// difference program in the stages. Rows between two neighbouring events of a value have the same differences.
///
/// - Source: Eichenberger and Davidson (1995), "Stage scheduling: a technique to reduce the register requirements of a modulo
///   schedule"; here exact, as a network flow.
package struct StageScheduling {
  private let instance: LoopInstance
  private let interval: Int
  private let rows: [Int]
  private var costs: [Int]
  private var arcs: [(from: Int, to: Int, weight: Int)] = []

  /// The earliest starts in given rows, from 0 on, for which `Σ weight lifetime` is least; nil where none keep dependences.
  ///
  /// - Parameters:
  ///   - rows: `rows[v]`, in `0..<interval`.
  ///   - warps: `warps[v]`; empty without warps, or where spills do not count.
  ///   - weights: `weights[v] >= 0`: what a cycle of the life of the value of operation v counts.
  ///   - arcs: further ones that are kept, beside dependences.
  ///   - limit: no operation ends later; nil = as late as need be.
  /// - Complexity: a network flow with a node for each operation, and for each value with several users for each of their rows.
  package static func starts(
    _ instance: LoopInstance, interval: Int, rows: [Int], warps: [WarpSet] = [], weights: [Int],
    arcs: [(from: Int, to: Int, weight: Int)] = [], limit: Int? = nil
  ) -> [Int]? {
    var program = StageScheduling(instance, interval, rows)
    guard program.addDependences(warps), program.addLimit(limit) else { return nil }
    for arc in arcs where arc.from != arc.to {
      program.arcs.append((arc.from, arc.to, program.turns(arc.from, arc.to, arc.weight)))
    }
    for (v, weight) in weights.enumerated() where weight > 0 { program.addValue(v, weight) }
    // Arcs may contradict each other.
    let cycle = DependenceCycle.positive(
      program.arcs.map {
        .init(from: $0.from, to: $0.to, delay: $0.weight, distance: 0, at: interval)
      }, count: program.costs.count)
    guard cycle == nil,
      let stages = DifferenceProgram(costs: program.costs, arcs: program.arcs).solve()?.values
    else { return nil }
    let origin = stages[instance.operationCount]
    return rows.enumerated().map { (stages[$0] - origin) * interval + $1 }
  }

  /// The stage of operation v is node v; node n is stage 0.
  private init(_ instance: LoopInstance, _ interval: Int, _ rows: [Int]) {
    (self.instance, self.interval, self.rows) = (instance, interval, rows)
    costs = Array(repeating: 0, count: instance.operationCount + 1)
  }

  /// - Returns: false where an operation cannot keep a dependence on itself.
  private mutating func addDependences(_ warps: [WarpSet]) -> Bool {
    for edge in instance.edges {
      let crosses = edge.isData && !warps.isEmpty && warps[edge.source] != warps[edge.target]
      let delay = edge.delay + (crosses ? instance.operations[edge.source].spill : 0)
      let turns = turns(edge.source, edge.target, delay - edge.distance * interval)
      if edge.source == edge.target, turns > 0 { return false }
      if edge.source != edge.target { arcs.append((edge.source, edge.target, turns)) }
    }
    return true
  }

  /// How many stages one operation is after another that starts so much earlier at least.
  private func turns(_ from: Int, _ to: Int, _ weight: Int) -> Int {
    -LoopTask.floor(rows[to] - rows[from] - weight, interval)
  }

  private mutating func addLimit(_ limit: Int?) -> Bool {
    let origin = instance.operationCount
    for (v, row) in rows.enumerated() {
      arcs.append((origin, v, 0))
      guard let limit else { continue }
      let last = LoopTask.floor(limit - instance.operations[v].span - row, interval)
      if last < 0 { return false }
      arcs.append((v, origin, -last))
    }
    return true
  }

  /// Rows with the same differences of stages, by what these are.
  private mutating func addValue(_ v: Int, _ weight: Int) {
    let uses = instance.outgoing[v].map { instance.edges[$0] }.filter(\.isData).map {
      (target: $0.target, time: rows[$0.target] + $0.distance * interval + $0.hold)
    }
    if uses.isEmpty { return }
    let begin = rows[v] + instance.operations[v].liveFrom
    let events = Set((uses.map(\.time) + [begin]).map { $0 % interval } + [0]).sorted()
    var widths: [[Int]: Int] = [:]
    for (row, next) in zip(events, Array(events.dropFirst()) + [interval]) {
      let first = past(begin, row)
      widths[uses.map { past($0.time, row) - first }, default: 0] += next - row
    }
    for (turns, width) in widths.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let cost = width * weight
      costs[v] -= cost
      if uses.count == 1, let arc = arcs.first(where: { $0.from == v && $0.to == uses[0].target }),
        arc.weight + turns[0] >= 0
      {
        // The only user comes after the value in any case.
        costs[uses[0].target] += cost
        continue
      }
      let end = costs.count
      costs.append(cost)
      arcs.append((v, end, 0))
      for (use, turn) in zip(uses, turns) { arcs.append((use.target, end, turn)) }
    }
  }

  /// How often a row is before a time, in stages.
  private func past(_ time: Int, _ row: Int) -> Int {
    time / interval + (row < time % interval ? 1 : 0)
  }
}

extension StageScheduling {
  /// A schedule that keeps all rules: this one, or one in the same rows whose values live shorter; nil where neither does.
  static func mended(_ schedule: LoopSchedule, in instance: LoopInstance) -> LoopSchedule? {
    if schedule.violations(in: instance).isEmpty { return schedule }
    guard instance.operationCount <= mostOperations, !Storage.all(of: instance).isEmpty else {
      return nil
    }
    let shorter = shortened(schedule, in: instance)
    return shorter.violations(in: instance).isEmpty ? shorter : nil
  }

  /// Loops with more operations keep their stages: the flow would take long.
  private static let mostOperations = 1000

  /// The schedule in the same rows whose values take least of memories and registers, as shares of what these hold.
  ///
  /// - Parameters:
  ///   - arcs: further ones that are kept, beside dependences.
  ///   - limit: no operation ends later; nil = as late as need be.
  static func shortened(
    _ schedule: LoopSchedule, in instance: LoopInstance,
    arcs: [(from: Int, to: Int, weight: Int)] = [], limit: Int? = nil
  ) -> LoopSchedule {
    let storages = Storage.all(of: instance)
    let weights = instance.operations.indices.map { v in
      storages.count == 1
        ? storages[0].amounts[v]
        : storages.reduce(0) { $0 + share($1.amounts[v], of: $1.capacity) }
    }
    let rows = schedule.starts.map { RowLevels.row(of: $0, schedule.interval) }
    guard
      let starts = starts(
        instance, interval: schedule.interval, rows: rows, warps: schedule.warps, weights: weights,
        arcs: arcs, limit: limit)
    else { return schedule }
    return LoopSchedule(interval: schedule.interval, starts: starts, warps: schedule.warps)
      .movedToZero()
  }

  /// Parts in 1000, rounded up.
  private static func share(_ amount: Int, of capacity: Int) -> Int {
    (amount * 1000 + capacity - 1) / max(1, capacity)
  }
}
