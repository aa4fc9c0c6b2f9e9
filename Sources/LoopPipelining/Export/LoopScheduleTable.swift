import OptCore

/// A modulo schedule with everything that exports say about it.
struct LoopScheduleTable {
  /// One operation, under its number in the instance.
  struct Row {
    /// In the first iteration, cycles.
    let start: Int
    /// In which kernel execution after its iteration's first one it issues.
    let stage: Int
    /// The cycle of the kernel in which it issues.
    let row: Int
    /// Ascending; empty without warps.
    let warps: [Int]
    /// The units that it occupies for some time, ascending.
    let units: [Int]
    /// When its value becomes live, in the first iteration.
    let begin: Int
    /// For how many cycles its value is live.
    let lifetime: Int
    /// How many copies of its value are live at the same time at most: the buffers that its value needs.
    let ringDepth: Int
    /// Whether its warps stand still until what it depends on is there.
    let waits: Bool
  }

  /// What a resource carries.
  struct Load {
    let name: String
    /// nil = no limit.
    let capacity: Int?
    let levels: RowLevels
  }

  /// A column of the table of the kernel.
  struct Column {
    enum Kind: Hashable {
      case unit(Int)
      case warp(Int)
      /// Operations that occupy no unit, in a schedule without warps.
      case rest
    }

    let kind: Kind
    let name: String
    /// When an operation of the first iteration occupies it, ascending in their begins; empty ones mark an operation that takes no time.
    var stretches: [Stretch] = []
  }

  /// A stretch of the first iteration in which an operation occupies a unit or issues on a warp.
  struct Stretch: Hashable {
    let operation: Int
    let begin: Int
    let end: Int
    /// How many instances of the unit.
    let amount: Int
  }

  let instance: LoopInstance
  let schedule: LoopSchedule
  /// Cycles of one iteration.
  let length: Int
  /// By operation.
  let rows: [Row]
  /// Units, then warps, as far as something runs there.
  let columns: [Column]
  let units: [Load]
  let memories: [Load]
  /// Registers by warp.
  let registers: [Load]
  /// By operation its place among those that issue in the same cycle.
  let ranks: [Int]
  /// Numbers of the edges that carry a value from one set of warps to another.
  let crossing: [Int]

  /// The initiation interval.
  var interval: Int { schedule.interval }
  /// How many iterations are under way at most.
  var stageCount: Int { schedule.stageCount }

  /// The table of `solution`, which must have no violations in `instance`.
  ///
  /// - Complexity: O((n + e) log n).
  init(of solution: LoopSchedule, in instance: LoopInstance) {
    self.instance = instance
    schedule = solution
    length = solution.length(in: instance)
    let lifetimes = LoopLifetimes(of: solution, in: instance)
    rows = instance.operations.indices.map { v in
      Row(
        start: solution.starts[v], stage: solution.stage(of: v), row: solution.row(of: v),
        warps: instance.isJoint ? solution.warps[v].warps : [],
        units: Set(instance.operations[v].uses.filter { $0.from < $0.to }.map(\.unit)).sorted(),
        begin: lifetimes.begins[v], lifetime: lifetimes.lengths[v],
        ringDepth: (lifetimes.lengths[v] + solution.interval - 1) / solution.interval,
        waits: solution.waits(v, in: instance))
    }
    columns = LoopScheduleTable.columns(of: rows, in: instance)
    crossing = instance.edges.indices.filter { solution.crosses(instance.edges[$0]) }
    ranks = IssueOrder(of: solution, in: instance).ranks
    let loads = LoopLoads(of: rows, interval: solution.interval, in: instance)
    (units, memories, registers) = (loads.units, loads.memories, loads.registers)
  }

  private static func columns(of rows: [Row], in instance: LoopInstance) -> [Column] {
    let machine = instance.machine
    var units = machine.units.enumerated().map { Column(kind: .unit($0), name: plain($1.name)) }
    var warps = (0..<(machine.warps?.count ?? 0)).map {
      Column(kind: .warp($0), name: "warp \($0)")
    }
    var rest = Column(kind: .rest, name: "no unit")
    for (v, operation) in instance.operations.enumerated() {
      let start = rows[v].start
      func stretch(_ from: Int, _ to: Int, _ amount: Int = 1) -> Stretch {
        Stretch(operation: v, begin: start + from, end: start + to, amount: amount)
      }
      for use in operation.uses where use.from < use.to {
        units[use.unit].stretches.append(stretch(use.from, use.to, use.amount))
      }
      for warp in rows[v].warps { warps[warp].stretches.append(stretch(0, operation.issue)) }
      if !instance.isJoint, rows[v].units.isEmpty {
        rest.stretches.append(stretch(0, operation.cycles))
      }
    }
    return (units + [rest] + warps).filter { !$0.stretches.isEmpty }.map { column in
      var column = column
      column.stretches.sort { ($0.begin, $0.operation) < ($1.begin, $1.operation) }
      return column
    }
  }

  /// A name on one line: without control characters.
  static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl =
        scalar.value < 0x20 || 0x7F...0x9F ~= scalar.value || 0x2028...0x2029 ~= scalar.value
      scalars.append(isControl ? "_" : scalar)
    }
    return String(scalars)
  }

  /// The identifier of an operation, on one line.
  func name(of operation: Int) -> String {
    LoopScheduleTable.plain(instance.operations[operation].id)
  }

  /// Identifier and stage, as `name[1]`.
  func label(of operation: Int) -> String { "\(name(of: operation))[\(rows[operation].stage)]" }
}
