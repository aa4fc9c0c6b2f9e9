import FlexibleJobShop
import OptCore
import TestSupport
import Testing

/// Two jobs on two machines: (0:3 | 1:2), (1:4) and (0:2).
private func twoJobs(
  _ conditions: ShopConditions = ShopConditions(), _ objective: ShopObjective = .makespan
) throws -> FlexibleJobShopInstance {
  try FlexibleJobShopInstance(
    name: "two", machineCount: 2,
    jobs: [
      [
        [.init(machine: 1, duration: 2), .init(machine: 0, duration: 3)],
        [.init(machine: 1, duration: 4)],
      ],
      [[.init(machine: 0, duration: 2)]],
    ], conditions: conditions, objective: objective)
}

@Suite("Schedules of shops against the definition")
struct ShopScheduleTests {
  @Test("A schedule that holds, and its makespan")
  func valid() throws {
    let instance = try twoJobs()
    let schedule = ShopSchedule(machines: [1, 1, 0], starts: [0, 2, 0])
    #expect(schedule.violations(in: instance).isEmpty)
    #expect(schedule.objective(in: instance) == .integer(6))
    #expect(instance.horizon == 9)
    #expect(instance.machines == [0, 1, 1, 0])
  }

  @Test("Every rule is seen when it is broken")
  func broken() throws {
    var conditions = ShopConditions()
    conditions.jobRelease = [1, 0]
    conditions.downtimes = [.init(machine: 0, start: 1, end: 2)]
    let instance = try twoJobs(conditions)
    let early = ShopSchedule(machines: [1, 1, 0], starts: [0, 2, 2])
    #expect(
      early.violations(in: instance) == [
        .early(.init(job: 0, operation: 0), start: 0, release: 1)
      ])
    let down = ShopSchedule(machines: [1, 1, 0], starts: [1, 3, 0])
    #expect(
      down.violations(in: instance) == [
        .downtime(.init(job: 1, operation: 0), .init(machine: 0, start: 1, end: 2))
      ])
    let chain = ShopSchedule(machines: [1, 1, 0], starts: [1, 2, 2])
    #expect(chain.violations(in: instance).count == 2)
    let foreign = ShopSchedule(machines: [1, 0, 0], starts: [1, 3, 2])
    #expect(
      foreign.violations(in: instance) == [
        .notEligible(.init(job: 0, operation: 1), machine: 0)
      ])
    #expect(
      ShopSchedule(machines: [], starts: []).violations(in: instance) == [
        .wrongCount(found: 0, expected: 3)
      ])
  }

  @Test("Setups keep operations apart, by the kinds of their jobs")
  func setups() throws {
    var conditions = ShopConditions()
    conditions.setup = .init(jobType: [0, 1], matrix: [[[0, 5], [1, 0]], [[0, 0], [0, 0]]])
    let instance = try twoJobs(conditions)
    func violations(_ first: Int, _ second: Int) -> Int {
      ShopSchedule(machines: [0, 1, 0], starts: [first, first + 3, second])
        .violations(in: instance).count
    }
    #expect(violations(0, 8) == 0)
    #expect(violations(0, 7) == 1)
    #expect(violations(3, 0) == 0)
    #expect(violations(2, 0) == 1)
  }

  @Test("Tardiness and start delay")
  func objectives() throws {
    var conditions = ShopConditions()
    conditions.jobDue = [4, 4]
    conditions.jobWeight = [3, 1]
    conditions.scheduledStart = [0, 1, 0]
    let schedule = ShopSchedule(machines: [1, 1, 0], starts: [0, 2, 0])
    #expect(schedule.objective(in: try twoJobs(conditions, .totalTardiness)) == .integer(6))
    #expect(schedule.objective(in: try twoJobs(conditions, .startDelay)) == .integer(1))
    #expect(throws: FlexibleJobShopInstance.Invalid.needs("due dates")) {
      try twoJobs(ShopConditions(), .totalTardiness)
    }
  }
}
