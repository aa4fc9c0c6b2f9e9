/// The windows of operations when the makespan is at most a trial value, tightened until nothing follows any more or a contradiction.
///
/// - Source: destructive bounds: Klein and Scholl (1999), "Computing lower bounds by destructive improvement".
package struct TrialShop: Sendable {
  /// Machines with more operations that must run there are only checked, not searched for edges.
  static let largestSequence = 300

  let instance: FlexibleJobShopInstance
  let downtimes: MachineDowntimes
  /// The trial value: everything ends by then.
  package let makespan: Int
  /// `earliest[a]`: start of the operation at the earliest when it runs as alternative a.
  package private(set) var earliest: [Int]
  /// `latest[a]`: its end at the latest.
  package private(set) var latest: [Int]
  /// `isPossible[a]`: whether the operation may run as alternative a.
  package private(set) var isPossible: [Bool]
  /// By machine its alternatives.
  private let onMachine: [[Int]]
  private let operationOf: [Int]
  private var isDirty: [Bool]

  /// Windows between the heads of an instance and the trial value.
  package init(_ instance: FlexibleJobShopInstance, heads: ShopHeads, makespan: Int) {
    self.instance = instance
    self.makespan = makespan
    downtimes = MachineDowntimes(instance)
    earliest = heads.alternativeStarts
    latest = Array(repeating: makespan, count: instance.alternativeCount)
    isPossible = Array(repeating: true, count: instance.alternativeCount)
    isDirty = Array(repeating: true, count: instance.machineCount)
    var onMachine = [[Int]](repeating: [], count: instance.machineCount)
    var operationOf = [Int](repeating: 0, count: instance.alternativeCount)
    for i in 0..<instance.operationCount {
      for a in instance.alternatives(of: i) {
        onMachine[instance.machines[a]].append(a)
        operationOf[a] = i
      }
    }
    self.onMachine = onMachine
    self.operationOf = operationOf
  }

  /// Tightens windows; false when no schedule ends by the trial value. True promises nothing, also when it was stopped early.
  package mutating func tighten(shouldStop: () -> Bool) -> Bool {
    guard tightenJobs() else { return false }
    while let machine = isDirty.firstIndex(of: true), !shouldStop() {
      for k in machine..<isDirty.count where isDirty[k] {
        isDirty[k] = false
        guard tightenMachine(k), dropAlternatives(on: k) else { return false }
      }
      guard tightenJobs() else { return false }
    }
    return true
  }

  /// The only possible alternative of an operation; nil when there are several or none.
  private func onlyAlternative(of operation: Int) -> Int? {
    var only: Int?
    for a in instance.alternatives(of: operation) where isPossible[a] {
      if only != nil { return nil }
      only = a
    }
    return only
  }

  /// Sets a window; false when the operation has no alternative left.
  mutating func narrow(_ a: Int, from start: Int, to end: Int) -> Bool {
    guard start > earliest[a] || end < latest[a] else { return true }
    earliest[a] = max(start, earliest[a])
    latest[a] = min(end, latest[a])
    isDirty[instance.machines[a]] = true
    return earliest[a] + instance.durations[a] <= latest[a] || exclude(a)
  }

  /// Takes an alternative away; false when it was the last.
  package mutating func exclude(_ a: Int) -> Bool {
    isPossible[a] = false
    let operation = operationOf[a]
    if let only = onlyAlternative(of: operation) {
      isDirty[instance.machines[only]] = true
      return true
    }
    return instance.alternatives(of: operation).contains { isPossible[$0] }
  }

  private mutating func tightenJobs() -> Bool {
    for job in 0..<instance.jobCount {
      var ready = 0
      for i in instance.operations(of: job) {
        var end = Int.max
        for a in instance.alternatives(of: i) where isPossible[a] {
          let start = downtimes.earliestStart(
            of: instance.durations[a], from: max(ready, earliest[a]), on: instance.machines[a])
          guard narrow(a, from: start, to: latest[a]) else { return false }
          if isPossible[a] { end = min(end, start + instance.durations[a]) }
        }
        ready = end
      }
      var limit = makespan
      for i in instance.operations(of: job).reversed() {
        var start = Int.min
        for a in instance.alternatives(of: i) where isPossible[a] {
          let end = downtimes.latestEnd(
            of: instance.durations[a], by: min(limit, latest[a]), on: instance.machines[a])
          guard narrow(a, from: earliest[a], to: end) else { return false }
          if isPossible[a] { start = max(start, end - instance.durations[a]) }
        }
        limit = start
      }
    }
    return true
  }

  /// The alternatives of a machine that operations have to take.
  private func forced(on machine: Int) -> [Int] {
    onMachine[machine].filter { isPossible[$0] && onlyAlternative(of: operationOf[$0]) == $0 }
  }

  private mutating func tightenMachine(_ machine: Int) -> Bool {
    let forced = forced(on: machine)
    let periods = downtimes.periods(of: machine)
    guard !forced.isEmpty, forced.count + periods.count <= TrialShop.largestSequence else {
      return length(forced, nil, on: machine) <= makespan
    }
    var edges = EdgeFinding(
      heads: forced.map { earliest[$0] } + periods.map(\.lowerBound),
      durations: forced.map { instance.durations[$0] } + periods.map(\.count),
      deadlines: forced.map { latest[$0] } + periods.map(\.upperBound))
    guard edges.tighten() else { return false }
    for (k, a) in forced.enumerated() {
      guard narrow(a, from: edges.heads[k], to: edges.deadlines[k]) else { return false }
    }
    return true
  }

  /// Takes away alternatives that do not fit with what the machine has to do.
  ///
  /// One more operation makes the preemptive schedule longer by at most its duration.
  private mutating func dropAlternatives(on machine: Int) -> Bool {
    let forced = forced(on: machine)
    let bare = length(forced, nil, on: machine)
    for a in onMachine[machine]
    where isPossible[a] && bare + instance.durations[a] > makespan
      && onlyAlternative(of: operationOf[a]) == nil
    {
      if length(forced, a, on: machine) > makespan, !exclude(a) { return false }
    }
    return true
  }

  /// The preemptive schedule of some alternatives, one more and the downtimes.
  private func length(_ alternatives: [Int], _ extra: Int?, on machine: Int) -> Int {
    var items: [JacksonSchedule.Item] = []
    items.reserveCapacity(alternatives.count + 8)
    func add(_ start: Int, _ duration: Int, _ end: Int) {
      items.append(
        .init(head: Double(start), duration: Double(duration), tail: Double(makespan - end)))
    }
    for a in alternatives { add(earliest[a], instance.durations[a], latest[a]) }
    if let extra { add(earliest[extra], instance.durations[extra], latest[extra]) }
    for period in downtimes.periods(of: machine) where period.upperBound <= makespan {
      add(period.lowerBound, period.count, period.upperBound)
    }
    return Int(JacksonSchedule(items).value)
  }
}
