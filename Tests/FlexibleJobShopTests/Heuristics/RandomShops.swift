import FlexibleJobShop
import OptCore

/// Small random shops for the tests of heuristics.
enum RandomShops {
  /// A shop of 20 to 40 jobs, 1 to 5 operations each, 2 to 6 machines and few different durations: many compete, and many are alike.
  static func crowd(_ random: inout RandomStream) throws -> FlexibleJobShopInstance {
    let m = 2 + random.below(5)
    let jobs = (0..<(20 + random.below(21))).map { _ in
      (0..<(1 + random.below(5))).map { _ in
        var machines = Array(0..<m)
        machines.shuffle(using: &random)
        return machines.prefix(1 + random.below(m)).map {
          FlexibleJobShopInstance.Alternative(machine: $0, duration: random.integer(in: 1...4))
        }
      }
    }
    var conditions = ShopConditions()
    if random.below(2) == 0 { conditions.jobRelease = jobs.map { _ in random.below(20) } }
    if random.below(2) == 0 {
      conditions.machineRelease = (0..<m).map { _ in random.below(10) }
    }
    return try FlexibleJobShopInstance(
      name: "crowd", machineCount: m, jobs: jobs, conditions: conditions)
  }

  /// A shop of up to 5 jobs, 4 operations each and 4 machines; durations from 0 (or `shortest`) to 9.
  static func shop(
    _ random: inout RandomStream, shortest: Int = 0, conditions: Bool = false,
    setups: Bool = false, objective: ShopObjective = .makespan
  ) throws -> FlexibleJobShopInstance {
    let m = 1 + random.below(4)
    let jobs = (0..<(1 + random.below(5))).map { _ in
      (0..<random.below(5)).map { _ in
        var machines = Array(0..<m)
        machines.shuffle(using: &random)
        return machines.prefix(1 + random.below(m)).map {
          FlexibleJobShopInstance.Alternative(
            machine: $0, duration: random.integer(in: shortest...9))
        }
      }
    }
    let count = jobs.reduce(0) { $0 + $1.count }
    var given = ShopConditions()
    if conditions {
      given.jobRelease = jobs.map { _ in random.below(10) }
      given.operationRelease = (0..<count).map { _ in random.below(20) }
      given.machineRelease = (0..<m).map { _ in random.below(10) }
      given.downtimes = (0..<random.below(4)).map { _ in
        let start = random.below(30)
        return .init(machine: random.below(m), start: start, end: start + random.below(6))
      }
    }
    if setups {
      given.setup = .init(
        jobType: jobs.map { _ in random.below(2) },
        matrix: (0..<m).map { _ in [[0, random.below(5)], [random.below(5), random.below(2)]] })
    }
    if objective == .totalTardiness {
      given.jobDue = jobs.map { _ in random.below(30) }
      given.jobWeight = jobs.map { _ in random.below(4) }
    }
    if objective == .startDelay { given.scheduledStart = (0..<count).map { _ in random.below(20) } }
    return try FlexibleJobShopInstance(
      name: "random", machineCount: m, jobs: jobs, conditions: given, objective: objective)
  }
}

extension DispatchRule {
  /// Every combination.
  static var all: [DispatchRule] {
    Scheme.allCases.flatMap { scheme in
      MachineRule.allCases.flatMap { machine in
        Priority.allCases.map { DispatchRule($0, scheme, machine) }
      }
    }
  }
}
