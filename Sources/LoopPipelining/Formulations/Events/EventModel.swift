import Modeling

/// A linear model of a task over events: the start of every operation, and the end of every value that several uses compete for.
///
/// Only what rows say about events depends on the kind of columns; everything else is stated here, with t_v the start of operation v,
/// [.] = 1 where the condition holds, r every row of the kernel, n_v(r) the copies of the value of v that are live in row r:
///
///     t_v >= t_u + weight                                    dependences, and what storage says about starts
///     Σ_v occupancy of v in row r <= capacity                units
///     e_v >= t_w + distance II + hold                        ends of values, one row for each use that can be the last
///     n_v(r) = count before e_v - count before begin_v,      Σ_v amount_v n_v(r) <= capacity
///     length >= t_v + span_v
///
/// and with warps what `EventModel+Warps` and `EventModel+Waiting` say.
struct EventModel<Columns: EventColumns>: Sendable {
  let task: LoopTask
  let windows: LoopWindows
  /// Where groups of operations move freely.
  let groups: OperationGroups?
  let ties: WarpTies
  var model: Model
  /// Events `0..<n` are the starts.
  var columns: Columns
  /// `ends[v]`: when the value of operation v dies; nil where nothing depends on it.
  var ends: [End?] = []
  /// `warps[v][w]`: whether operation v runs on warp w, the same columns for operations that are tied; empty without warps.
  var warps: [[Variable]] = []
  /// What further columns stand for.
  var meanings: [(column: Variable, meaning: Meaning)] = []
  /// Columns about pairs of operations that there are already, by lower and higher operation.
  var pairs: [Meaning: Variable] = [:]
  /// Whether anything has turned out to be impossible.
  var isRefuted = false

  /// The end of a value: an event, and so many cycles after it.
  struct End {
    var event: Int
    var shift: Int
    /// At least and at most so long after the value has come into being.
    var lifetime: ClosedRange<Int>
    /// Whether the event stands for this end alone.
    var isOwn: Bool
  }

  /// What a column stands for.
  enum Meaning: Hashable {
    /// The length of the schedule.
    case length
    /// Whether some operation runs on a warp.
    case used(warp: Int)
    /// Whether two operations run on different sets of warps.
    case differ(Int, Int)
    /// Whether two operations have a warp in common.
    case share(Int, Int)
    /// Whether an operation waits for a value of another warp.
    case waits(Int)
    /// The copies of a value that are live in a row of the kernel on a warp.
    case copies(Int, warp: Int, row: Int)
    /// How many iterations of an operation issue in a row of the kernel on a warp.
    case issues(Int, warp: Int, row: Int)
  }

  /// The model of a task; nil where there is no schedule.
  init?(_ task: LoopTask, _ columns: Columns, named name: String) {
    let groups = task.isFree ? OperationGroups(task) : nil
    guard let windows = groups.map({ LoopWindows(freely: task, $0) }) ?? LoopWindows(task) else {
      return nil
    }
    (self.task, self.windows, self.groups, self.columns) = (task, windows, groups, columns)
    ties = WarpTies(task.instance)
    if ties.impossibility != nil { return nil }
    model = Model("\(task.instance.name) \(name) II \(task.interval)")
    for v in task.instance.operations.indices {
      guard windows.earliest[v] <= windows.latest[v] else { return nil }
      _ = self.columns.add(
        windows.earliest[v]...windows.latest[v], to: &model, "start", v)
    }
    addDependences()
    addUnits()
    if task.instance.isJoint { addWarps() }
    addStorage()
    addObjective()
    if isRefuted { return nil }
  }

  /// Of several arcs between the same operations the longest, and none that windows keep.
  private mutating func addDependences() {
    var longest: [[Int]: Int] = [:]
    for arc in task.arcs where arc.from != arc.to && windows.together(arc.from, arc.to) {
      longest[[arc.from, arc.to]] = max(longest[[arc.from, arc.to]] ?? .min, arc.weight)
    }
    let arcs = longest.map { (from: $0.key[0], to: $0.key[1], weight: $0.value) }
      .sorted { ($0.from, $0.to) < ($1.from, $1.to) }
    for (number, arc) in arcs.enumerated()
    where windows.earliest[arc.to] - windows.latest[arc.from] < arc.weight {
      columns.require(
        arc.to, after: arc.from, by: arc.weight, extra: nil, in: &model, "dependence", number)
    }
  }

  private mutating func addUnits() {
    for (unit, resource) in task.instance.machine.units.enumerated() {
      var tables: [(operation: Int, table: [Int])] = []
      for (v, operation) in task.instance.operations.enumerated() {
        let table = RowTable.offsets(
          operation.uses.filter { $0.unit == unit }.map { ($0.from, $0.to, $0.amount) },
          interval: task.interval)
        if let most = table.max(), most > 0 {
          tables.append((v, table))
          if most > resource.capacity { isRefuted = true }
        }
      }
      let most = tables.reduce(0) { $0 + ($1.table.max() ?? 0) }
      if most <= resource.capacity { continue }
      for row in 0..<task.interval {
        let load = Modeling.sum(tables) { occupancy(of: $0.operation, $0.table, in: row) }
        model.require(load <= resource.capacity, "unit", unit, row)
      }
    }
  }

  /// What an operation takes in a row of the kernel, by a table of what it takes so many rows after its start.
  func occupancy(of v: Int, _ table: [Int], in row: Int) -> LinearExpression {
    let interval = task.interval
    return columns.sum(v) { Double(table[(row - $0 + interval) % interval]) }
  }

  private mutating func addObjective() {
    let operations = task.instance.operations
    switch task.goal {
    case .any, .within: break
    case .shortest:
      let length = model.variable(
        .integer, lower: Double(task.leastLength), upper: Double(task.limit), name: "length")
      for v in operations.indices {
        model.require(length - columns.time(of: v) >= operations[v].span, "end", v)
      }
      model.minimize(length)
      meanings.append((length, .length))
    case .fewestWarps:
      let used = (0..<(task.instance.machine.warps?.count ?? 0)).map { w in
        let isUsed = model.variable(.integer, upper: 1, name: "used", w)
        for v in warps.indices { model.require(warps[v][w] <= isUsed, "uses", v, w) }
        meanings.append((isUsed, .used(warp: w)))
        return isUsed
      }
      model.minimize(Modeling.sum(used))
    }
  }
}

/// Reservation tables folded to one initiation interval.
enum RowTable {
  /// What stretches `[from, to)` take so many rows after the start they are relative to, for each of `0..<interval`.
  ///
  /// - Complexity: O(stretches * interval).
  static func offsets(
    _ stretches: [(from: Int, to: Int, amount: Int)], interval: Int
  ) -> [Int] {
    var table = [Int](repeating: 0, count: interval)
    for (from, to, amount) in stretches where to > from {
      let (turns, rest) = (to - from).quotientAndRemainder(dividingBy: interval)
      for place in table.indices { table[place] += turns * amount }
      for step in 0..<rest { table[(from + step) % interval] += amount }
    }
    return table
  }
}
