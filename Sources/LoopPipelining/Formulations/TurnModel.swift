import Modeling

/// The constraint model of a task.
///
/// A start t_v for every operation; dependences are differences. Two stretches of time that cannot share a unit, [t_u + a, t_u + b)
/// and [t_v + c, t_v + d), must be disjoint in all iterations: for every turn j that is open one of
///
///     t_v + c >= t_u + a + j II + (b - a)        v of iteration 0 after u of iteration j
///     t_u + a + j II >= t_v + c + (d - c)        or before it
///
/// holds. Both are differences, so that a set of choices fails exactly where a cycle of dependences and choices is longer than its
/// turns. Where more than a few turns are open, the starts are split into turns and rows instead, and one choice orders the rows.
/// Units of more instances, memories and registers are reservation tables of II rows. Warps are 0/1 variables z_vw, which operations
/// that are kept on the same warps share.
///
/// - Source: the turns are those of the cyclic job shop: Hanen (1994), "Study of a NP-hard cyclic scheduling problem: the
///   recurrent job-shop".
struct TurnModel {
  let task: LoopTask
  let windows: LoopWindows
  let ties: WarpTies
  var model: Model
  /// `starts[v]`.
  private(set) var starts: [Variable] = []
  /// `warps[v][w]`: whether operation v runs on warp w, the same variables for operations that are tied; empty without warps.
  var warps: [[Variable]] = []
  /// The length; nil where none is asked for.
  private(set) var length: Variable?
  /// Rows of starts `t_v + shift`, where they are needed.
  var rows: [RowKey: Variable] = [:]

  /// Turns of differences of two columns, where they are needed.
  var turnCounts: [TurnKey: LinearExpression] = [:]

  /// A difference of two columns and a shift.
  struct TurnKey: Hashable {
    var from: Int
    var to: Int
    var shift: Int
  }

  /// A start and a shift.
  struct RowKey: Hashable {
    var operation: Int
    var shift: Int
  }

  /// Whether anything has turned out to be impossible.
  var isRefuted = false

  /// The model of a task; nil where there is no schedule.
  init?(_ task: LoopTask) {
    let groups = task.isFree ? OperationGroups(task) : nil
    guard var windows = groups.map({ LoopWindows(freely: task, $0) }) ?? LoopWindows(task) else {
      return nil
    }
    if let part = task.part {
      guard let smaller = windows.inside(part, task) else { return nil }
      windows = smaller
    }
    self.task = task
    self.windows = windows
    ties = WarpTies(task.instance)
    if ties.impossibility != nil { return nil }
    model = Model("\(task.instance.name) II \(task.interval)")
    for v in task.instance.operations.indices {
      guard windows.earliest[v] <= windows.latest[v] else { return nil }
      starts.append(
        model.variable(
          .integer, lower: Double(windows.earliest[v]), upper: Double(windows.latest[v]),
          name: "start", v))
    }
    for (v, start) in (task.starts ?? []).enumerated() {
      guard windows.earliest[v]...windows.latest[v] ~= start else { return nil }
      model.fix(starts[v], to: Double(start))
    }
    addDependences(inside: groups)
    addUnits()
    var pairs = PairLiterals()
    if task.instance.isJoint { addWarps(&pairs) }
    if task.detail != .none { addStorage(&pairs) }
    addObjective()
    if isRefuted { return nil }
  }

  /// A schedule as a point of the model is decoded by starts and warps; see `schedule(at:)`.
  func schedule(at point: [Double]) -> LoopSchedule? {
    guard point.count == model.columnCount else { return nil }
    let times = starts.map { Int(point[$0.index].rounded()) }
    let sets = warps.map { row in
      WarpSet(row.indices.filter { point[row[$0].index] > 0.5 })
    }
    return LoopSchedule(interval: task.interval, starts: times, warps: sets)
  }

  private mutating func addDependences(inside groups: OperationGroups?) {
    for (number, arc) in task.arcs.enumerated() where arc.from != arc.to {
      if let groups, groups.group[arc.from] != groups.group[arc.to] { continue }
      if task.part != nil, windows.earliest[arc.to] - windows.latest[arc.from] >= arc.weight {
        continue
      }
      model.require(starts[arc.to] - starts[arc.from] >= arc.weight, "dependence", number)
    }
  }

  private mutating func addObjective() {
    let operations = task.instance.operations
    switch task.goal {
    case .any, .within: break
    case .shortest:
      let least = operations.indices.map { windows.earliest[$0] + operations[$0].span }.max() ?? 0
      let length = model.variable(
        .integer, lower: Double(least), upper: Double(task.limit), name: "length")
      for v in operations.indices {
        model.require(length - starts[v] >= operations[v].span, "end", v)
      }
      model.minimize(length)
      self.length = length
    case .fewestWarps:
      let count = task.instance.machine.warps?.count ?? 0
      let used = (0..<count).map { w in
        let isUsed = model.variable(.integer, lower: 0, upper: 1, name: "used", w)
        for v in operations.indices { model.require(warps[v][w], implies: isUsed, "uses", v, w) }
        return isUsed
      }
      model.minimize(sum(used))
    }
  }
}

extension LoopTask {
  /// The quotient, rounded down; the divisor is above 0.
  static func floor(_ a: Int, _ b: Int) -> Int {
    let quotient = a / b
    return a % b < 0 ? quotient - 1 : quotient
  }
}
