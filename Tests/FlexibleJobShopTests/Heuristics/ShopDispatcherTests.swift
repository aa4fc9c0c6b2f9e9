import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Dispatching in shops")
struct ShopDispatcherTests {
  @Test("Every rule keeps every condition, and states the objective its schedule has")
  func valid() throws {
    var random = RandomStream(seed: 1)
    for round in 0..<400 {
      let objective = ShopObjective.allCases[round % 3]
      let instance = try RandomShops.shop(
        &random, conditions: round % 2 == 0, setups: round % 5 == 0, objective: objective)
      let dispatcher = ShopDispatcher(instance)
      for rule in DispatchRule.all {
        let value = dispatcher.run(rule, random: &random)
        let schedule = dispatcher.schedule()
        try #require(schedule.violations(in: instance).isEmpty, "\(rule)")
        try #require(value.map(ObjectiveValue.integer) == schedule.objective(in: instance))
      }
    }
  }

  @Test("The fast dispatcher and the obvious one build the same schedules")
  func sameAsSlow() throws {
    typealias Key = (Int, Int, Int) -> Double
    var random = RandomStream(seed: 2)
    for _ in 0..<500 {
      let instance = try RandomShops.shop(&random)
      let dispatcher = ShopDispatcher(instance)
      let slow = SlowDispatcher(instance: instance)
      let keys: [(DispatchRule.Priority, Key)] = [
        (.eet, { _, _, end in Double(end) }), (.spt, { _, start, end in Double(end - start) }),
        (.lpt, { _, start, end in Double(start - end) }),
        (.mwkr, { i, _, _ in -Double(slow.workLeft(i)) }),
        (
          .mopnr,
          { i, _, _ in
            Double(i - instance.firstOperation[instance.jobOfOperation[i] + 1])
          }
        ),
      ]
      for (priority, key) in keys {
        for scheme in [DispatchRule.Scheme.nonDelay, .active] {
          for machineRule in [DispatchRule.MachineRule.earliestEnd, .joint] {
            let rule = DispatchRule(priority, scheme, machineRule)
            _ = dispatcher.run(rule, random: &random)
            try #require(dispatcher.schedule() == slow.schedule(rule, key: key), "\(rule)")
          }
        }
      }
    }
  }

  @Test("Heaps of competitors give the schedules that looking at all of them gives")
  func sameWithHeaps() throws {
    var random = RandomStream(seed: 21)
    for round in 0..<1500 {
      let instance =
        round % 5 == 0
        ? try RandomShops.crowd(&random)
        : try RandomShops.shop(
          &random, shortest: round % 2, conditions: round % 3 == 0, setups: round % 7 == 0)
      let (fast, slow) = (ShopDispatcher(instance), ShopDispatcher(instance))
      slow.usesHeaps = false
      for rule in DispatchRule.all where rule.machineRule == .joint || rule.scheme == .insert {
        let seed = random.next()
        var (one, other) = (RandomStream(seed: seed), RandomStream(seed: seed))
        let value = fast.run(rule, random: &one)
        try #require(value == slow.run(rule, random: &other), "\(rule)")
        try #require(fast.schedule() == slow.schedule(), "\(rule)")
      }
    }
  }

  @Test("Without delay: no machine is idle while an operation that may run on it is ready")
  func nonDelay() throws {
    var random = RandomStream(seed: 3)
    for _ in 0..<300 {
      let instance = try RandomShops.shop(&random, shortest: 1)
      let dispatcher = ShopDispatcher(instance)
      for priority in DispatchRule.Priority.allCases {
        _ = dispatcher.run(DispatchRule(priority, .nonDelay, .joint), random: &random)
        let schedule = dispatcher.schedule()
        for i in 0..<instance.operationCount {
          let isFirst = instance.firstOperation.contains(i)
          let ready = isFirst ? 0 : schedule.end(of: i - 1, in: instance)
          for a in instance.alternatives(of: i) where ready < schedule.starts[i] {
            for time in ready..<schedule.starts[i] {
              let isBusy = (0..<instance.operationCount).contains {
                schedule.machines[$0] == instance.machines[a] && schedule.starts[$0] <= time
                  && time < schedule.end(of: $0, in: instance)
              }
              try #require(isBusy, "\(priority)")
            }
          }
        }
      }
    }
  }

  @Test("Active: no operation can start earlier on any of its machines while the others stay")
  func active() throws {
    var random = RandomStream(seed: 4)
    for round in 0..<300 {
      let instance = try RandomShops.shop(&random, shortest: 1, conditions: round % 2 == 0)
      let dispatcher = ShopDispatcher(instance)
      for priority in DispatchRule.Priority.allCases {
        for scheme in [DispatchRule.Scheme.active, .insert] {
          _ = dispatcher.run(DispatchRule(priority, scheme), random: &random)
          let schedule = dispatcher.schedule()
          for i in 0..<instance.operationCount {
            for a in instance.alternatives(of: i) {
              let length = instance.durations[a]
              for start in 0..<max(0, schedule.end(of: i, in: instance) - length) {
                var (machines, starts) = (schedule.machines.compactMap { $0 }, schedule.starts)
                machines[i] = instance.machines[a]
                starts[i] = start
                let moved = ShopSchedule(machines: machines, starts: starts)
                try #require(!moved.violations(in: instance).isEmpty, "\(scheme) \(priority)")
              }
            }
          }
        }
      }
    }
  }

  @Test("A run goes on behind what is done, on machines that are free or in the holes left")
  func progress() throws {
    var random = RandomStream(seed: 5)
    for _ in 0..<300 {
      let instance = try RandomShops.shop(&random)
      let dispatcher = ShopDispatcher(instance)
      _ = dispatcher.run(DispatchRule(.mwkr), random: &random)
      let first = dispatcher.schedule()
      let time = random.below(30)
      var progress = ShopProgress(instance)
      for i in 0..<instance.operationCount where first.starts[i] < time {
        let job = instance.jobOfOperation[i]
        guard progress.next[job] == i, let machine = first.machines[i] else { continue }
        progress.next[job] = i + 1
        progress.jobReady[job] = first.end(of: i, in: instance)
        progress.machines[i] = machine
        progress.starts[i] = first.starts[i]
      }
      for rule in DispatchRule.all where rule.scheme == .insert {
        _ = dispatcher.run(rule, after: progress, random: &random)
        try #require(dispatcher.schedule(after: progress).violations(in: instance).isEmpty)
      }
      for i in 0..<instance.operationCount where progress.machines[i] >= 0 {
        let k = progress.machines[i]
        progress.machineFree[k] = max(progress.machineFree[k], first.end(of: i, in: instance))
      }
      for rule in DispatchRule.all {
        let value = dispatcher.run(rule, after: progress, random: &random)
        let schedule = dispatcher.schedule(after: progress)
        try #require(schedule.violations(in: instance).isEmpty)
        try #require(value.map(ObjectiveValue.integer) == schedule.objective(in: instance))
        for i in 0..<instance.operationCount where progress.machines[i] >= 0 {
          try #require(schedule.starts[i] == first.starts[i])
        }
      }
    }
  }

  @Test("A cutoff ends a run that cannot be better, and only such a run")
  func cutoff() throws {
    var random = RandomStream(seed: 6)
    for _ in 0..<300 {
      let instance = try RandomShops.shop(&random)
      let dispatcher = ShopDispatcher(instance)
      for rule in DispatchRule.all where rule.priority != .random {
        let value = try #require(dispatcher.run(rule, random: &random))
        #expect(dispatcher.run(rule, cutoff: value + 1, random: &random) == value)
        if instance.operationCount > 0 {
          #expect(dispatcher.run(rule, cutoff: value, random: &random) == nil)
        }
      }
    }
  }

  @Test("What a machine did last is not what took no time at the same start")
  func lastOfProgress() throws {
    var conditions = ShopConditions()
    conditions.setup = .init(jobType: [0, 1, 2], matrix: [[[0, 4, 4], [0, 0, 0], [0, 0, 0]]])
    let instance = try FlexibleJobShopInstance(
      name: "last", machineCount: 1,
      jobs: [5, 0, 1].map { [[.init(machine: 0, duration: $0)]] }, conditions: conditions)
    var progress = ShopProgress(instance)
    progress.next = [1, 2, 2]
    progress.jobReady = [5, 0, 0]
    progress.machineFree = [5]
    progress.machines = [0, 0, -1]
    var random = RandomStream(seed: 9)
    let dispatcher = ShopDispatcher(instance)
    for rule in DispatchRule.all {
      #expect(dispatcher.run(rule, after: progress, random: &random) == 10)
      #expect(dispatcher.schedule(after: progress).violations(in: instance).isEmpty)
    }
  }

  @Test("Weights are whole numbers, however large")
  func largeWeights() throws {
    func shop(_ duration: Int, _ weights: [Int]) throws -> FlexibleJobShopInstance {
      var conditions = ShopConditions()
      conditions.jobDue = weights.map { _ in 0 }
      conditions.jobWeight = weights
      return try FlexibleJobShopInstance(
        name: "heavy", machineCount: 1,
        jobs: weights.map { _ in [[.init(machine: 0, duration: duration)]] },
        conditions: conditions, objective: .totalTardiness)
    }
    var random = RandomStream(seed: 8)
    // Nothing can be late where nothing takes time, so that any weights are taken; and weights that no real number is equal to.
    for instance in [try shop(0, [.max, .max]), try shop(1, [(1 << 53) + 1, (1 << 54) + 3])] {
      let dispatcher = ShopDispatcher(instance)
      for rule in DispatchRule.all {
        let value = try #require(dispatcher.run(rule, random: &random))
        #expect(ObjectiveValue.integer(value) == dispatcher.schedule().objective(in: instance))
      }
      let result = try FlexibleJobShopFamily().solve(instance, method: "dispatch")
      #expect(result.incumbent != nil)
    }
  }

  @Test("The search over rules repeats by its seed, and is no worse than any rule")
  func search() throws {
    var random = RandomStream(seed: 7)
    let family = FlexibleJobShopFamily()
    for _ in 0..<10 {
      let instance = try RandomShops.shop(&random)
      func run(_ seed: UInt64) throws -> ShopSchedule? {
        try family.solve(instance, method: "dispatch", settings: ["starts=200"], seed: seed)
          .incumbent?.solution
      }
      let schedule = try #require(try run(7))
      #expect(try run(7) == schedule)
      for priority in DispatchRule.Priority.allCases {
        let single = try family.solve(instance, method: priority.rawValue).incumbent
        #expect(try #require(single).objective >= schedule.objective(in: instance))
      }
    }
  }
}
