import OptCore

/// Every rule, scheme and machine rule once, with and without prices, then biased random runs of the best ones until the limit.
///
/// Without a time limit it makes `starts` random runs. One unit of work is a run.
struct DispatchSearch: SolveMethod {
  var description: MethodDescription {
    MethodDescription(
      "dispatch", .rule, "all dispatching rules, then biased random runs of the best",
      source: "Bresina (1996), Heuristic-biased stochastic sampling",
      parameters: [
        ParameterDescription(
          "starts", .integer(0...1_000_000_000), default: nil,
          "random runs; 1000 when absent and no limit is set"),
        ParameterDescription(
          "bias", .real(0.01...1), default: "0.8", "probability to take the best competitor"),
        ParameterDescription(
          "elite", .integer(1...1000), default: "8", "rules that take part in random runs"),
      ], workUnit: "runs")
  }

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    var pool = DispatchPool(session, seed: request.seed)
    let (time, work) = (session.limits.time, session.limits.work)
    let bias = request.parameters.real("bias") ?? 0.8
    let elite = request.parameters.integer("elite") ?? 8
    let starts = request.parameters.integer("starts") ?? (time == nil && work == nil ? 1000 : .max)
    var end = try pool.tryAll()
    if end == nil { end = try pool.sample(starts, elite: elite, bias: bias) }
    session.note("runs", .integer(pool.runs))
    session.note("best_rule", .string(pool.bestName))
    return end ?? .completed
  }
}

/// A rule with a price filter and what it reached.
package struct DispatchTrial: Sendable {
  /// How.
  package var rule: DispatchRule
  /// The slack of the price filter; nil = none.
  package var slack: Double?
  /// The objective reached.
  package var value: Int

  /// `active mwkr earliest-end, prices 0.5`.
  package var name: String {
    "\(rule.scheme.rawValue) \(rule.priority.rawValue) \(rule.machineRule.rawValue)"
      + (slack.map { ", prices \($0)" } ?? "")
  }
}

/// Trials on one instance; the best of all is offered to the session.
struct DispatchPool {
  /// Slacks of the price filter that are tried, nil = no filter.
  static let slacks: [Double?] = [nil, 0.02, 0.1, 0.25, 0.5, 1, 2]

  private let session: SolveSession<FlexibleJobShopInstance>
  private let dispatcher: ShopDispatcher
  private var random: RandomStream
  private var best = Int.max
  private(set) var trials: [DispatchTrial] = []
  private(set) var runs = 0
  private(set) var bestName = "none"
  /// Seconds since the session began after which it is enough; nil = the session's limits alone count.
  var deadline: Double?
  private let costs: [Double]

  init(_ session: SolveSession<FlexibleJobShopInstance>, seed: UInt64) {
    self.session = session
    dispatcher = ShopDispatcher(session.instance)
    random = RandomStream(seed: seed)
    costs = LoadPrices.costs(of: session.instance) { session.stopReason != nil }
    if case .integer(let value) = session.incumbent?.objective { best = value }
  }

  /// Every combination once.
  ///
  /// - Returns: Why it had to stop; nil when all were tried.
  mutating func tryAll() throws(SolveError) -> Termination? {
    let hasChoice = !session.instance.isJobShop
    for slack in hasChoice ? DispatchPool.slacks : [nil] {
      dispatcher.restrict(to: costs, slack: slack)
      for rule in DispatchPool.rules(hasChoice, hasSetup: session.instance.conditions.setup != nil)
      {
        let value = try attempt(rule, slack, cutoff: .max)
        trials.append(DispatchTrial(rule: rule, slack: slack, value: value ?? .max))
        if let reason = stop() { return reason }
      }
    }
    return nil
  }

  /// Random runs of the best trials, the better ones more often.
  mutating func sample(
    _ starts: Int, elite: Int, bias: Double
  ) throws(SolveError) -> Termination {
    let chosen = trials.indices.sorted { (trials[$0].value, $0) < (trials[$1].value, $1) }
      .prefix(elite).map { trials[$0] }
    // In turn by filter, since a change of filter costs as much as a run.
    let groups = DispatchPool.slacks.map { slack in chosen.filter { $0.slack == slack } }
      .filter { !$0.isEmpty }
    guard !groups.isEmpty else { return .completed }
    var left = starts
    while left > 0 {
      for group in groups {
        dispatcher.restrict(to: costs, slack: group[0].slack)
        for _ in 0..<16 {
          var rule = group[random.below(group.count)].rule
          rule.bias = bias
          _ = try attempt(rule, group[0].slack, cutoff: best)
          left -= 1
          if let reason = stop() { return reason }
          if left <= 0 { return .completed }
        }
      }
    }
    return .completed
  }

  private mutating func attempt(
    _ rule: DispatchRule, _ slack: Double?, cutoff: Int
  ) throws(SolveError) -> Int? {
    runs += 1
    guard let value = dispatcher.run(rule, cutoff: cutoff, random: &random) else { return nil }
    if value < best {
      best = value
      bestName = DispatchTrial(rule: rule, slack: slack, value: value).name
      try session.offer(dispatcher.schedule(), from: "dispatch")
    }
    return value
  }

  private func stop() -> Termination? {
    if let work = session.limits.work, runs >= work { return .workLimit }
    if let deadline, session.elapsed > deadline { return .completed }
    return session.stopReason
  }

  /// Combinations that differ on an instance.
  static func rules(_ hasChoice: Bool, hasSetup: Bool) -> [DispatchRule] {
    var rules: [DispatchRule] = []
    for scheme in DispatchRule.Scheme.allCases where scheme != .insert || !hasSetup {
      for machineRule in DispatchRule.MachineRule.allCases
      where hasChoice || machineRule == .earliestEnd {
        // Holes are compared by end anyway.
        if scheme == .insert, machineRule == .joint { continue }
        for priority in DispatchRule.Priority.allCases {
          rules.append(DispatchRule(priority, scheme, machineRule))
        }
      }
    }
    return rules
  }
}
