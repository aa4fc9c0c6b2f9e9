/// The sizes of an instance while it is checked: what conditions must fit, and how late a schedule can end.
struct ShopShape {
  let machineCount: Int
  let firstOperation: [Int]
  let firstAlternative: [Int]
  let durations: [Int]

  private var jobCount: Int { firstOperation.count - 1 }
  private var operationCount: Int { firstAlternative.count - 1 }

  /// An end no schedule without needless idle time passes: the latest release, then everything one after the other.
  ///
  /// - Throws: `Invalid` where conditions do not fit the sizes, or numbers are too large.
  func horizon(
    under conditions: ShopConditions, for objective: ShopObjective
  ) throws(FlexibleJobShopInstance.Invalid) -> Int {
    typealias Invalid = FlexibleJobShopInstance.Invalid
    func checkList(_ list: [Int]?, _ count: Int, _ what: String) throws(Invalid) {
      guard let list else { return }
      guard list.count == count else { throw .wrongCount(what, found: list.count, expected: count) }
      if let bad = list.first(where: { $0 < 0 }) { throw .negative(what, bad) }
    }
    try checkList(conditions.jobRelease, jobCount, "job releases")
    try checkList(conditions.operationRelease, operationCount, "operation releases")
    try checkList(conditions.machineRelease, machineCount, "machine releases")
    try checkList(conditions.jobWeight, jobCount, "job weights")
    try checkList(conditions.scheduledStart, operationCount, "scheduled starts")
    if let due = conditions.jobDue, due.count != jobCount {
      throw .wrongCount("due dates", found: due.count, expected: jobCount)
    }
    let longestSetup = try check(conditions.setup)
    try check(conditions.downtimes)
    if objective == .totalTardiness, conditions.jobDue == nil { throw .needs("due dates") }
    if objective == .startDelay, conditions.scheduledStart == nil {
      throw .needs("scheduled starts")
    }
    let releases = [
      conditions.jobRelease, conditions.operationRelease, conditions.machineRelease,
      conditions.scheduledStart,
    ]
    var latest = releases.reduce(0) { max($0, $1?.max() ?? 0) }
    latest = max(latest, conditions.downtimes.reduce(0) { max($0, $1.end) })
    var sum = CheckedSum(latest)
    for i in 0..<operationCount {
      sum.add(durations[firstAlternative[i]..<firstAlternative[i + 1]].max() ?? 0)
      sum.add(longestSetup)
    }
    guard let horizon = sum.value, horizon <= FlexibleJobShopInstance.largestHorizon else {
      throw .tooLarge("the horizon", FlexibleJobShopInstance.largestHorizon)
    }
    try checkObjective(conditions, objective, horizon)
    return horizon
  }

  /// The longest setup.
  private func check(
    _ setup: ShopConditions.Setup?
  ) throws(FlexibleJobShopInstance.Invalid) -> Int {
    guard let setup else { return 0 }
    guard setup.jobType.count == jobCount else {
      throw .wrongCount("job types", found: setup.jobType.count, expected: jobCount)
    }
    guard setup.matrix.count == machineCount else {
      throw .wrongCount("setup matrices", found: setup.matrix.count, expected: machineCount)
    }
    let types = setup.matrix.first?.count ?? 0
    if let bad = setup.jobType.first(where: { !(0..<types ~= $0) }) {
      throw .unknownType(bad, count: types)
    }
    var longest = 0
    for matrix in setup.matrix {
      for row in [matrix.count] + matrix.map(\.count) where row != types {
        throw .wrongCount("setup times in a row", found: row, expected: types)
      }
      if let bad = matrix.joined().first(where: { $0 < 0 }) { throw .negative("setup time", bad) }
      longest = max(longest, matrix.joined().max() ?? 0)
    }
    return longest
  }

  private func check(
    _ downtimes: [ShopConditions.Downtime]
  ) throws(FlexibleJobShopInstance.Invalid) {
    for downtime in downtimes {
      guard 0..<machineCount ~= downtime.machine else {
        throw .unknownMachineDown(downtime.machine, count: machineCount)
      }
      if downtime.start < 0 { throw .negative("start of a downtime", downtime.start) }
      guard downtime.end >= downtime.start else {
        throw .reversedDowntime(start: downtime.start, end: downtime.end)
      }
    }
  }

  private func checkObjective(
    _ conditions: ShopConditions, _ objective: ShopObjective, _ horizon: Int
  ) throws(FlexibleJobShopInstance.Invalid) {
    var factor = CheckedSum(0)
    switch objective {
    case .makespan: return
    case .startDelay: factor.add(operationCount)
    case .totalTardiness:
      for weight in conditions.jobWeight ?? Array(repeating: 1, count: jobCount) {
        factor.add(weight)
      }
    }
    let earliest = conditions.jobDue?.min() ?? 0
    let (reach, isFar) = horizon.subtractingReportingOverflow(min(0, earliest))
    let (product, overflow) = (factor.value ?? .max).multipliedReportingOverflow(by: reach)
    guard !isFar, !overflow, product <= FlexibleJobShopInstance.largestObjective else {
      throw .tooLarge("the objective", FlexibleJobShopInstance.largestObjective)
    }
  }
}

/// A sum of numbers that are not negative; nil once it does not fit.
struct CheckedSum {
  private(set) var value: Int?

  init(_ start: Int) { value = start }

  mutating func add(_ number: Int) {
    guard let old = value else { return }
    let (sum, overflow) = old.addingReportingOverflow(number)
    value = overflow ? nil : sum
  }
}
