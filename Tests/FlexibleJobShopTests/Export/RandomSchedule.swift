import FlexibleJobShop
import OptCore

/// A small random instance with a random schedule that breaks no rules and often has idle time.
struct RandomSchedule {
  let instance: FlexibleJobShopInstance
  let schedule: ShopSchedule

  /// What the instance may have.
  struct Features: OptionSet {
    let rawValue: Int
    static let setups = Features(rawValue: 1)
    static let downtimes = Features(rawValue: 2)
    static let releases = Features(rawValue: 4)
    static let idle = Features(rawValue: 8)
    static let zeroDurations = Features(rawValue: 16)
  }

  /// Appends operations in a random order to machines they can run on. Operations of duration 0 at one time can be in another
  /// order on their machine than they were appended in, so that a setup is missing: then nil.
  init?(_ random: inout RandomStream, _ features: Features) throws {
    let (machines, jobs) = (1 + random.below(3), 1 + random.below(4))
    let shortest = features.contains(.zeroDurations) ? 0 : 1
    let data = (0..<jobs).map { _ in
      (0..<random.below(4)).map { _ in
        let some = (0..<machines).filter { _ in random.below(2) == 0 }
        return (some.isEmpty ? [random.below(machines)] : some).map {
          FlexibleJobShopInstance.Alternative(
            machine: $0, duration: random.integer(in: shortest...5))
        }
      }
    }
    var conditions = ShopConditions()
    if features.contains(.releases) {
      conditions.jobRelease = (0..<jobs).map { _ in random.below(6) }
      conditions.machineRelease = (0..<machines).map { _ in random.below(4) }
    }
    if features.contains(.setups) {
      conditions.setup = .init(
        jobType: (0..<jobs).map { _ in random.below(2) },
        matrix: (0..<machines).map { _ in
          (0..<2).map { _ in (0..<2).map { _ in random.below(3) } }
        })
    }
    if features.contains(.downtimes) {
      conditions.downtimes = (0..<random.below(4)).map { _ in
        let start = random.below(20)
        return .init(
          machine: random.below(machines), start: start, end: start + random.below(4))
      }
    }
    let instance = try FlexibleJobShopInstance(
      name: "random", machineCount: machines, jobs: data, conditions: conditions)
    self.instance = instance
    schedule = RandomSchedule.schedule(
      of: instance, idle: features.contains(.idle), &random)
    guard schedule.violations(in: instance).isEmpty else { return nil }
  }

  private static func schedule(
    of instance: FlexibleJobShopInstance, idle: Bool, _ random: inout RandomStream
  ) -> ShopSchedule {
    var next = (0..<instance.jobCount).map { instance.firstOperation[$0] }
    var ready = [Int](repeating: 0, count: instance.jobCount)
    var last = [(job: Int, end: Int)?](repeating: nil, count: instance.machineCount)
    var machines = [Int](repeating: 0, count: instance.operationCount)
    var starts = machines
    var jobs = instance.jobOfOperation
    jobs.shuffle(using: &random)
    for job in jobs {
      let i = next[job]
      next[job] += 1
      let choice = instance.alternatives(of: i).randomElement(using: &random) ?? 0
      let (machine, duration) = (instance.machines[choice], instance.durations[choice])
      var start = max(
        ready[job], instance.release(of: i), instance.conditions.machineRelease?[machine] ?? 0)
      if let last = last[machine] {
        let setup = instance.conditions.setup?.time(machine: machine, from: last.job, to: job)
        start = max(start, last.end + (setup ?? 0))
      }
      if idle, random.below(3) == 0 { start += random.below(4) }
      start = clear(start, duration, machine, instance)
      (machines[i], starts[i], ready[job]) = (machine, start, start + duration)
      last[machine] = (job, start + duration)
    }
    return ShopSchedule(machines: machines, starts: starts)
  }

  /// The first start from `start` on that meets no downtime.
  static func clear(
    _ start: Int, _ duration: Int, _ machine: Int, _ instance: FlexibleJobShopInstance
  ) -> Int {
    var start = start
    while isDown(start, duration, machine, instance) { start += 1 }
    return start
  }

  /// Whether an operation would meet a downtime.
  static func isDown(
    _ start: Int, _ duration: Int, _ machine: Int, _ instance: FlexibleJobShopInstance
  ) -> Bool {
    instance.conditions.downtimes.contains {
      $0.machine == machine && start < $0.end && $0.start < start + duration
    }
  }
}
