import OptCore

/// Completes a partial schedule by dispatching, so that a rolling horizon has a full schedule after every window.
final class HorizonCompletion {
  private let dispatcher: ShopDispatcher
  private let instance: FlexibleJobShopInstance
  private let costs: [Double]
  private var trials: [DispatchTrial] = []
  private var random: RandomStream

  init(_ instance: FlexibleJobShopInstance, seed: UInt64, until stop: () -> Bool) {
    self.instance = instance
    dispatcher = ShopDispatcher(instance)
    costs = LoadPrices.costs(of: instance, until: stop)
    random = RandomStream(seed: seed, worker: 77)
  }

  /// Priorities that are good for the objective.
  private var priorities: [DispatchRule.Priority] {
    instance.objective == .makespan
      ? [.lrm, .mwkr, .mopnr, .fddMwkr, .eet] : [.edd, .mdd, .atc, .fifo, .eet]
  }

  /// A schedule from nothing: ranks rules and keeps the best for later.
  func first(until stop: () -> Bool) -> ShopSchedule? {
    var best: (value: Int, schedule: ShopSchedule)?
    for slack in instance.isJobShop ? [nil] : DispatchPool.slacks {
      dispatcher.restrict(to: costs, slack: slack)
      for scheme in [DispatchRule.Scheme.nonDelay, .active] {
        for priority in priorities {
          let rule = DispatchRule(priority, scheme)
          guard let value = dispatcher.run(rule, random: &random) else { continue }
          trials.append(DispatchTrial(rule: rule, slack: slack, value: value))
          if value < best?.value ?? .max { best = (value, dispatcher.schedule()) }
          if stop() { break }
        }
      }
    }
    trials.sort { $0.value < $1.value }
    trials = Array(trials.prefix(6))
    return best?.schedule
  }

  /// The best completion of what is done by the rules that were best from nothing.
  func complete(_ progress: ShopProgress) -> ShopSchedule? {
    var best: (value: Int, schedule: ShopSchedule)?
    for trial in trials {
      dispatcher.restrict(to: costs, slack: trial.slack)
      let value = dispatcher.run(
        trial.rule, after: progress, cutoff: best?.value ?? .max, random: &random)
      if let value, value < best?.value ?? .max {
        best = (value, dispatcher.schedule(after: progress))
      }
    }
    return best?.schedule
  }
}
