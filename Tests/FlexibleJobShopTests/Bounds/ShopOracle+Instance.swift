import FlexibleJobShop
import TestSupport

extension ShopOracle {
  /// The same shop as an instance; scheduled starts only where the objective needs them.
  func instance(_ objective: ShopObjective = .makespan) throws -> FlexibleJobShopInstance {
    var conditions = ShopConditions()
    if !jobRelease.isEmpty { conditions.jobRelease = jobRelease }
    if !operationRelease.isEmpty { conditions.operationRelease = operationRelease.flatMap { $0 } }
    if !machineRelease.isEmpty { conditions.machineRelease = machineRelease }
    conditions.downtimes = downtimes.map {
      .init(machine: $0.machine, start: $0.start, end: $0.end)
    }
    if !setup.isEmpty { conditions.setup = .init(jobType: jobType, matrix: setup) }
    if objective == .totalTardiness {
      conditions.jobDue = due
      conditions.jobWeight = weight
    }
    if objective == .startDelay { conditions.scheduledStart = scheduledStart.flatMap { $0 } }
    return try FlexibleJobShopInstance(
      name: "random", machineCount: machineCount,
      jobs: jobs.map { $0.map { $0.map { .init(machine: $0.machine, duration: $0.duration) } } },
      conditions: conditions, objective: objective)
  }

  /// The least objective, scheduled starts being there only for start delay.
  func optimum(_ objective: ShopObjective = .makespan) -> Int {
    var shop = self
    if objective != .startDelay { shop.scheduledStart = [] }
    switch objective {
    case .makespan: return shop.best(.makespan)
    case .totalTardiness: return shop.best(.totalTardiness)
    case .startDelay: return shop.best(.startDelay)
    }
  }
}
