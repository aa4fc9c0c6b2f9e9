import OptCore

/// Schedules for a population to begin with: the best of a few dispatching rules, then biased random runs of them.
struct StartSchedules {
  private let dispatcher: ShopDispatcher
  private let costs: [Double]?
  private var random: RandomStream
  private var trials: [DispatchTrial] = []
  private let slacks: [Double?]

  private static let rules: [DispatchRule] = [
    DispatchRule(.mwkr, .insert), DispatchRule(.mwkr, .nonDelay), DispatchRule(.eet, .nonDelay),
    DispatchRule(.mopnr, .nonDelay),
  ]

  /// - Parameters:
  ///   - costs: by alternative its priced duration; nil = prices are not used.
  ///   - slacks: of the filter by prices; nil among them = no filter.
  init(
    _ instance: FlexibleJobShopInstance, costs: [Double]?, slacks: [Double?], seed: UInt64
  ) {
    dispatcher = ShopDispatcher(instance)
    self.costs = instance.isJobShop ? nil : costs
    random = RandomStream(seed: seed)
    self.slacks = self.costs == nil ? [nil] : slacks
  }

  /// The best schedule of the rules tried; more of them if time allows.
  mutating func best(until stop: () -> Bool) -> ShopSchedule {
    var found: (value: Int, schedule: ShopSchedule)?
    for slack in slacks {
      apply(slack)
      for rule in StartSchedules.rules {
        if found != nil, stop() { break }
        guard let value = dispatcher.run(rule, random: &random) else { continue }
        trials.append(DispatchTrial(rule: rule, slack: slack, value: value))
        if value < found?.value ?? .max { found = (value, dispatcher.schedule()) }
      }
    }
    trials.sort { $0.value < $1.value }
    return found?.schedule ?? dispatcher.schedule()
  }

  /// Another schedule, of one of the better rules with biased choices.
  mutating func next() -> ShopSchedule {
    guard !trials.isEmpty else { return best(until: { true }) }
    let trial = trials[random.below((trials.count + 1) / 2)]
    apply(trial.slack)
    var rule = trial.rule
    rule.bias = 0.7
    _ = dispatcher.run(rule, random: &random)
    return dispatcher.schedule()
  }

  private func apply(_ slack: Double?) {
    dispatcher.restrict(to: costs ?? [], slack: costs == nil ? nil : slack)
  }
}
