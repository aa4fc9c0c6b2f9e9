import Modeling

/// What a constraint model of a task gets beyond its definition.
package struct ShopModelOptions: Sendable, Hashable {
  /// How the end of an operation with several durations is stated.
  package enum Durations: String, Sendable, Hashable, CaseIterable {
    /// Rows for each duration, on condition that every shorter alternative is absent.
    case conditions
    /// The same, with a literal for every duration that is not the shortest.
    case ladder
    /// Rows for each alternative, on condition that it is present: the only form in which the engine cp sees when an operation
    /// that chooses among machines is over, which its prices of machine time need.
    case alternatives
    /// A variable for the duration.
    case variable
  }

  /// Which sets of machines get a cumulative constraint for the operations that run on none but them.
  package enum Pools: String, Sendable, Hashable, CaseIterable {
    /// No set.
    case none
    /// All machines together.
    case all
    /// Every set that the alternatives of some operation are.
    case sets
  }

  /// How ends of operations with several durations are stated.
  package var durations = Durations.alternatives
  /// Which sets of machines get a cumulative constraint.
  package var pools = Pools.none
  /// Whether the load of each machine bounds the makespan from below by a linear row.
  package var hasLoads = true

  /// The defaults.
  package init() {}
}

/// The constraint model of a task, with the way between its points and plans.
///
/// Sets: operations i with alternatives a, on machine k(a) for d(a). Variables: `s[i]` integer start, within the task's windows;
/// `x[a]` = 1 when alternative a is used (none where an operation has one); `C` makespan, or `T[i]` tardiness.
///
///     exactly one x[a] for each i
///     no overlap on each machine k of [s[i], s[i] + d(a)) if x[a], and blockers
///     s[j] >= s[i] + d + lag                for each precedence, d the shortest duration
///     s[j] >= s[i] + d(a) + lag             if x[a], for alternatives a that take longer (`ShopModelOptions.Durations` has others)
///     s[i] >= head of the machine           if x[a]
///     s[j] >= s[i] + d(a) + setup           if x[a], x[b] and i before j, for each pair on a machine with setups
///     min C, C >= s[i] + d + tails[i];  or sum weights[i] T[i], T[i] >= s[i] + d + tails[i] - dues[i];  or sum s[i] - scheduled[i]
///
///     C >= least head + sum of d(a) x[a] + least tail, by machine k
///
/// Size: at most A + N + 1 columns (A + 2 N for the total tardiness); setups add a literal for each pair of operations of
/// different jobs, `ladder` one for each further duration, `variable` a column for each operation with several durations.
/// Source: Laborie (2009), "IBM ILOG CP Optimizer for detailed scheduling illustrated on three problems", for optional intervals.
package struct ShopModel: Sendable {
  /// The task.
  package let task: ShopTask
  /// When operations can start.
  package let windows: ShopWindows
  let options: ShopModelOptions
  /// The model; its objective is that of the task.
  package internal(set) var model: Model
  /// `start[i]`.
  var start: [Variable] = []
  /// `presence[a]`: nil = the only alternative left, or one that is ruled out (see `windows`).
  var presence: [Literal?] = []
  /// Literals by operation: that its duration is at least `value`, or a variable for it.
  var steps: [[(value: Int, literal: Literal)]] = []
  var lengths: [Variable?] = []
  /// Makespan.
  var makespan: Variable?
  /// `late[i]`: tardiness, where it counts.
  var late: [Variable?] = []
  /// Orders: whether `first` is before `second`.
  var orders: [(first: Side, second: Side, variable: Variable)] = []

  /// What is ordered where setups are needed.
  enum Side: Sendable, Hashable {
    case operation(Int)
    case time(start: Int, end: Int)
  }

  /// Builds the model.
  ///
  /// - Returns: nil when no schedule within the task's limit exists, as the windows show.
  /// - Complexity: O(alternatives + precedences), and with setups O(pairs on a machine).
  package init?(_ task: ShopTask, _ options: ShopModelOptions = ShopModelOptions()) {
    let windows = ShopWindows(task)
    if windows.isEmpty { return nil }
    self.task = task
    self.windows = windows
    self.options = options
    model = Model("flexible job shop")
    addStarts()
    addChoices()
    addDurations()
    addMachines()
    addPrecedences()
    addObjective()
    if task.instance.conditions.setup != nil { addSetups() }
    addPools(options.pools)
    if options.hasLoads { addLoads() }
  }

  private mutating func addStarts() {
    start = (0..<task.count).map {
      model.variable(
        .integer, lower: Double(windows.earliest[$0]), upper: Double(windows.latest[$0]),
        name: "s", $0)
    }
  }

  private mutating func addChoices() {
    presence = [Literal?](repeating: nil, count: task.machines.count)
    for i in 0..<task.count {
      let open = windows.alternatives(of: i)
      switch open.count {
      case 1: continue
      default:
        for a in open {
          let x = model.variable(.integer, upper: 1, name: "x", i, task.machines[a])
          presence[a] = x.literal
        }
        model.requireExactlyOne(open.compactMap { presence[$0] }, "choice", i)
      }
      for a in open where windows.earliestStart(of: a) > windows.earliest[i] {
        model.require(
          start[i] >= windows.earliestStart(of: a), if: presence[a].map { [$0] } ?? [], "head", i,
          task.machines[a])
      }
      for a in open where windows.latestStart(of: a, in: i) < windows.latest[i] {
        model.require(
          start[i] <= windows.latestStart(of: a, in: i), if: presence[a].map { [$0] } ?? [], "last",
          i,
          task.machines[a])
      }
    }
  }

  private mutating func addMachines() {
    var intervals = [[Interval]](repeating: [], count: task.instance.machineCount)
    for i in 0..<task.count {
      for a in windows.alternatives(of: i) {
        intervals[task.machines[a]].append(
          Interval(
            start: start[i], duration: LinearExpression(Double(task.durations[a])),
            presence: presence[a]))
      }
    }
    for (k, blockers) in task.blockersByMachine().enumerated() {
      let fixed = blockers.map {
        Interval(
          start: LinearExpression(Double($0.start)),
          duration: LinearExpression(Double($0.end - $0.start)))
      }
      if intervals[k].count + fixed.count > 1, !intervals[k].isEmpty {
        model.require(.noOverlap(intervals[k] + fixed), "machine", k)
      }
    }
  }

  private mutating func addPrecedences() {
    for precedence in task.precedences {
      require(
        LinearExpression(of: start[precedence.after]), isAfter: precedence.before,
        by: precedence.lag, "order")
    }
  }
}
