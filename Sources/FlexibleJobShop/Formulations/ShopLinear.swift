import Modeling

/// What the mixed-integer formulations share: choices of machines, starts, precedences and the objective.
///
/// Columns: `x[a]` = 1 when alternative a is used, where an operation has more than one; `s[i]` start, continuous, within the
/// windows; `C` makespan, or `T[i] >= 0` tardiness of operations with a weight.
///
///     sum of x[a] over the alternatives of i = 1
///     sum of first(a) x[a] <= s[i] <= sum of last(a) x[a]          first and last start of each alternative, from the windows
///     s[j] >= s[i] + sum of d(a) x[a] + lag                        for each precedence
///     min C, C >= s[i] + sum of d(a) x[a] + tails[i];   or the same with weights[i] T[i] and dues[i];   or sum of s[i] - scheduled[i]
///
/// Size with N operations, A alternatives, F operations with more than one, P precedences: up to A + N + 1 columns and 3 F + N +
/// P rows. For the total tardiness a column and a row for each operation with a weight stand in the place of `C` and its rows; a
/// limit on tardiness or delay is one more row. A blocker adds a column and two rows for each alternative that could meet it.
struct ShopLinear: Sendable {
  let task: ShopTask
  let windows: ShopWindows
  var model: Model
  /// `used[a]`: 1 when alternative a is used: a column, or the constant 1; nil = ruled out.
  private(set) var used: [LinearExpression?] = []
  private(set) var columns: [Variable?] = []
  /// `start[i]`.
  private(set) var start: [LinearExpression] = []
  private(set) var startColumns: [Variable] = []
  private(set) var makespan: Variable?
  private(set) var late: [Variable?] = []
  /// Whether an operation is before a blocker.
  private(set) var sides:
    [(operation: Int, blocker: ShopTask.Blocker, gap: Int, variable: Variable)] =
      []

  /// Choices, starts, precedences, objective and blockers.
  ///
  /// - Parameter hasBlockers: whether operations are kept off the blockers by big-M rows.
  /// - Returns: nil when no plan within the limit exists.
  init?(_ task: ShopTask, named name: String, hasBlockers: Bool = true) {
    let windows = ShopWindows(task)
    if windows.isEmpty { return nil }
    (self.task, self.windows) = (task, windows)
    model = Model(name)
    addChoices()
    addStarts()
    for precedence in task.precedences {
      model.require(
        start[precedence.after] >= end(precedence.before) + precedence.lag, "order",
        precedence.before, precedence.after)
    }
    addObjective()
    if hasBlockers { addBlockers() }
  }

  /// The length of an operation: the sum of d(a) x[a].
  func length(_ i: Int) -> LinearExpression {
    sum(windows.alternatives(of: i)) {
      Double(task.durations[$0]) * (used[$0] ?? LinearExpression())
    }
  }

  /// `s[i] + sum of d(a) x[a]`.
  func end(_ i: Int) -> LinearExpression { start[i] + length(i) }

  /// The alternatives on machine k that are left, by operation.
  func alternatives(on k: Int) -> [(operation: Int, alternative: Int)] {
    (0..<task.count).compactMap { i in
      guard let a = task.alternative(of: i, on: k), windows.isOpen[a] else { return nil }
      return (i, a)
    }
  }

  private mutating func addChoices() {
    columns = Array(repeating: nil, count: task.machines.count)
    used = Array(repeating: nil, count: task.machines.count)
    for i in 0..<task.count {
      let open = windows.alternatives(of: i)
      for a in open {
        if open.count == 1 {
          used[a] = LinearExpression(1)
        } else {
          let x = model.variable(.integer, upper: 1, name: "x", i, task.machines[a])
          (columns[a], used[a]) = (x, LinearExpression(of: x))
        }
      }
      if open.count > 1 {
        model.require(sum(open) { used[$0] ?? LinearExpression() } == 1, "choice", i)
      }
    }
  }

  private mutating func addStarts() {
    for i in 0..<task.count {
      let s = model.variable(
        .continuous, lower: Double(windows.earliest[i]), upper: Double(windows.latest[i]),
        name: "s", i)
      startColumns.append(s)
      start.append(LinearExpression(of: s))
      let open = windows.alternatives(of: i)
      if open.contains(where: { windows.earliestStart(of: $0) > windows.earliest[i] }) {
        let first = sum(open) {
          Double(windows.earliestStart(of: $0)) * (used[$0] ?? LinearExpression())
        }
        model.require(s >= first, "first", i)
      }
      if open.contains(where: { windows.latestStart(of: $0, in: i) < windows.latest[i] }) {
        let last = sum(open) {
          Double(windows.latestStart(of: $0, in: i)) * (used[$0] ?? LinearExpression())
        }
        model.require(s <= last, "last", i)
      }
    }
  }

  private mutating func addObjective() {
    late = Array(repeating: nil, count: task.count)
    switch task.objective {
    case .makespan:
      let makespan = windows.minimizeMakespan(.continuous, in: &model)
      self.makespan = makespan
      for i in windows.ends(for: .makespan) {
        model.require(makespan >= end(i) + task.tails[i], "end", i)
      }
    case .totalTardiness:
      var total = LinearExpression()
      for i in windows.ends(for: .totalTardiness) {
        let target = task.dues[i] - task.tails[i]
        let variable = model.variable(
          .continuous, upper: Double(max(0, windows.latestEnd(of: i) - target)), name: "T", i)
        late[i] = variable
        model.require(variable + target >= end(i), "late", i)
        total.add(Double(task.weights[i]), variable)
      }
      windows.minimize(total, in: &model)
    case .startDelay: windows.minimize(sum(start) - task.scheduledTotal, in: &model)
    }
  }

  /// `s[i] + d(a) <= start of the blocker`, or `s[i] >= its end`, for each alternative that could meet it.
  private mutating func addBlockers() {
    for (k, blockers) in task.blockersByMachine().enumerated() where !blockers.isEmpty {
      for (i, a) in alternatives(on: k) {
        for blocker in blockers { keepApart(i, a, blocker) }
      }
    }
  }

  private mutating func keepApart(_ i: Int, _ a: Int, _ blocker: ShopTask.Blocker) {
    let k = task.machines[a]
    let (length, job) = (task.durations[a], task.job(of: i))
    let gap = blocker.job.map { task.setup(on: k, from: job, to: $0) } ?? 0
    let rest = blocker.job.map { task.setup(on: k, from: $0, to: job) } ?? 0
    let (last, first) = (blocker.start - gap - length, blocker.end + rest)
    let (low, high) = (windows.earliestStart(of: a), windows.latestStart(of: a, in: i))
    if high <= last || low >= first { return }
    let side = model.variable(.integer, upper: 1, name: "first", i, k, blocker.start)
    sides.append((i, blocker, gap, side))
    let x = used[a] ?? LinearExpression()
    let forth = max(0, windows.latest[i] - last)
    let back = max(0, first - windows.earliest[i])
    model.require(start[i] <= last + Double(forth) * (2.0 - side - x), "until", i, k, blocker.start)
    model.require(start[i] >= first - Double(back) * (1.0 + side - x), "from", i, k, blocker.end)
  }
}
