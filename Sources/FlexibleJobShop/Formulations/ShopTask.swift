/// A problem on some or all operations of an instance, in flat form: what is left to decide where the rest is given.
///
/// Operations in scope have local numbers `0..<count`, in the order of the instance; machines and jobs keep their numbers.
/// Whatever is outside acts through heads, tails, precedences and blockers. Times are absolute. All objectives are minimised:
/// makespan is `max(floor, end[i] + tails[i] over i)`; total tardiness is the sum of
/// `weights[i] * max(0, end[i] + tails[i] - dues[i])`; start delay is the sum of `start[i] - scheduled[i]`.
package struct ShopTask: Sendable {
  /// Operation `after` starts no earlier than `lag >= 0` after the end of `before`; local numbers.
  package struct Precedence: Sendable, Hashable {
    /// The operation that ends first, in `0..<count`.
    package var before: Int
    /// The operation that waits for it, in `0..<count`.
    package var after: Int
    /// Time between the end of one and the start of the other, at least 0.
    package var lag: Int

    /// States a precedence.
    package init(before: Int, after: Int, lag: Int = 0) {
      (self.before, self.after, self.lag) = (before, after, lag)
    }
  }

  /// A time `[start, end)` in which a machine does nothing else.
  package struct Blocker: Sendable, Hashable {
    /// 0-based.
    package var machine: Int
    /// The first unit of time that is busy.
    package var start: Int
    /// The first unit of time after it.
    package var end: Int
    /// The job that is worked on then, for setups from and to it; nil = none, as in a downtime.
    package var job: Int?

    /// States a busy time.
    package init(machine: Int, start: Int, end: Int, job: Int? = nil) {
      (self.machine, self.start, self.end, self.job) = (machine, start, end, job)
    }
  }

  /// Whose operations these are.
  package let instance: FlexibleJobShopInstance
  /// `operations[i]`: number of local operation i in the instance, ascending.
  package let operations: [Int]
  /// `count + 1` entries: alternatives of local operation i are `firstAlternative[i]..<firstAlternative[i + 1]`.
  package let firstAlternative: [Int]
  /// `machines[a]`: the machine of alternative a.
  package let machines: [Int]
  /// `durations[a] >= 0`: how long alternative a takes.
  package let durations: [Int]
  /// `heads[i]`: earliest start; at first the releases of the operation and its job.
  package var heads: [Int]
  /// `tails[i]`: time from the end of the operation to what counts for the objective; at first 0.
  package var tails: [Int]
  /// At first the chains of the jobs: consecutive operations of a job that are both in scope. There must be no cycle.
  package var precedences: [Precedence]
  /// In no particular order; at first the downtimes.
  package var blockers: [Blocker]
  /// `machineHeads[k]`: nothing starts on machine k before; at first its release.
  package var machineHeads: [Int]
  /// What is minimised; at first that of the instance.
  package var objective: ShopObjective
  /// What the makespan is at least, whatever is decided here.
  package var floor = 0
  /// `dues[i]`: due date of operation i with its tail; at first that of the job, 0 without one.
  package var dues: [Int]
  /// `weights[i] >= 0`: cost of a unit of tardiness of operation i; at first the job's at its last operation in scope, 0
  /// elsewhere.
  package var weights: [Int]
  /// Only schedules with this objective or a better one are wanted; nil = any. Makes domains small.
  package var limit: Int?

  /// The number of operations in scope.
  package var count: Int { operations.count }

  /// The whole instance.
  package init(_ instance: FlexibleJobShopInstance) {
    self.init(instance, operations: Array(0..<instance.operationCount))
  }

  /// A part of an instance.
  ///
  /// - Parameters:
  ///   - instance: whose operations.
  ///   - operations: those in scope, numbers of the instance, each once.
  ///   - isAllowed: whether an alternative, by its number in the instance, may be used; an operation that would be left without
  ///     keeps all of its alternatives.
  /// - Complexity: O(operations log operations + alternatives).
  package init(
    _ instance: FlexibleJobShopInstance, operations: [Int],
    allowing isAllowed: (Int) -> Bool = { _ in true }
  ) {
    self.instance = instance
    let operations = operations.sorted()
    self.operations = operations
    var (first, machines, durations): ([Int], [Int], [Int]) = ([0], [], [])
    for i in operations {
      let all = instance.alternatives(of: i)
      let some = all.filter(isAllowed)
      for a in some.isEmpty ? Array(all) : some {
        machines.append(instance.machines[a])
        durations.append(instance.durations[a])
      }
      first.append(machines.count)
    }
    (firstAlternative, self.machines, self.durations) = (first, machines, durations)
    heads = operations.map(instance.release(of:))
    tails = operations.map { _ in 0 }
    let conditions = instance.conditions
    blockers = conditions.downtimes.map {
      Blocker(machine: $0.machine, start: $0.start, end: $0.end)
    }
    machineHeads = conditions.machineRelease ?? Array(repeating: 0, count: instance.machineCount)
    objective = instance.objective
    dues = operations.map { conditions.jobDue?[instance.jobOfOperation[$0]] ?? 0 }
    weights = operations.map { _ in 0 }
    precedences = []
    for (i, operation) in operations.enumerated() {
      let job = instance.jobOfOperation[operation]
      if i + 1 < operations.count, instance.jobOfOperation[operations[i + 1]] == job {
        if operations[i + 1] == operation + 1 {
          precedences.append(Precedence(before: i, after: i + 1))
        }
      } else if conditions.jobDue != nil {
        weights[i] = conditions.jobWeight?[job] ?? 1
      }
    }
  }

  /// The alternatives of local operation i.
  package func alternatives(of i: Int) -> Range<Int> {
    firstAlternative[i]..<firstAlternative[i + 1]
  }

  /// The job of local operation i.
  package func job(of i: Int) -> Int { instance.jobOfOperation[operations[i]] }

  /// The idle time that machine k needs between operations of two jobs; 0 without setups.
  package func setup(on k: Int, from: Int, to: Int) -> Int {
    instance.conditions.setup?.time(machine: k, from: from, to: to) ?? 0
  }

  /// The alternative of local operation i on machine k; nil = it cannot run there.
  package func alternative(of i: Int, on k: Int) -> Int? {
    alternatives(of: i).first { machines[$0] == k }
  }
}
