import OptCore

/// One dispatching rule as a method.
struct DispatchMethod: SolveMethod {
  let priority: DispatchRule.Priority

  /// Every rule.
  static var all: [DispatchMethod] {
    DispatchRule.Priority.allCases.map(DispatchMethod.init(priority:))
  }

  var description: MethodDescription {
    MethodDescription(
      priority.rawValue, .rule, priority.summary, source: priority.source,
      parameters: [
        ParameterDescription(
          "scheme", .choice(DispatchRule.Scheme.allCases.map(\.rawValue)), default: "nondelay",
          "starts looked at: the earliest, those before the earliest end, or all holes"),
        ParameterDescription(
          "machine-rule", .choice(DispatchRule.MachineRule.allCases.map(\.rawValue)),
          default: "earliest-end", "machines an operation may be dispatched to"),
        ParameterDescription(
          "price-slack", .real(0...100), default: nil,
          "only machines whose priced duration is at most this share above the cheapest; all when absent"
        ),
      ])
  }

  func run(
    _ request: SolveRequest<ShopSchedule>, in session: SolveSession<FlexibleJobShopInstance>
  ) throws(SolveError) -> Termination {
    let parameters = request.parameters
    let rule = DispatchRule(
      priority,
      parameters.text("scheme").flatMap(DispatchRule.Scheme.init(rawValue:)) ?? .nonDelay,
      parameters.text("machine-rule").flatMap(DispatchRule.MachineRule.init(rawValue:))
        ?? .earliestEnd)
    if rule.scheme == .insert, session.instance.conditions.setup != nil {
      throw .unsupported(method: priority.rawValue, reason: "scheme=insert knows no setups")
    }
    let dispatcher = ShopDispatcher(session.instance)
    if let slack = parameters.real("price-slack") {
      let costs = LoadPrices.costs(of: session.instance) { session.stopReason != nil }
      dispatcher.restrict(to: costs, slack: slack)
    }
    var random = RandomStream(seed: request.seed)
    _ = dispatcher.run(rule, random: &random)
    try session.offer(dispatcher.schedule(), from: priority.rawValue)
    return .completed
  }
}

extension DispatchRule.Priority {
  /// One line of help.
  var summary: String {
    switch self {
    case .eet: "earliest end next"
    case .fifo: "first ready, first served"
    case .spt: "shortest duration first"
    case .lpt: "longest duration first"
    case .mwkr: "most work left in the job first"
    case .lwkr: "least work left in the job first"
    case .mopnr: "most operations left in the job first"
    case .lopnr: "fewest operations left in the job first"
    case .fddMwkr: "smallest ratio of flow due date to work left first"
    case .lrm: "most work left behind the operation first"
    case .edd: "earliest due date first (flow due date where there is none)"
    case .mdd: "earliest modified due date first"
    case .atc: "apparent tardiness cost, largest first"
    case .random: "one of those that compete at random"
    }
  }

  /// Where it comes from.
  var source: String? {
    switch self {
    case .eet, .random: nil
    case .fddMwkr:
      "Sels, Gheysen and Vanhoucke (2012), A comparison of priority rules for the job shop scheduling problem"
    case .lrm: "Chang, Sueyoshi and Sullivan (1996), Ranking dispatching rules"
    case .mdd: "Baker and Bertrand (1982), A dynamic priority rule for scheduling"
    case .atc: "Vepsalainen and Morton (1987), Priority rules for job shops"
    default: "Panwalkar and Iskander (1977), A survey of scheduling rules"
    }
  }
}
