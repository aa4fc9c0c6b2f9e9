import FlexibleJobShop
import OptCore
import TestSupport
import Testing

@Suite("Slacks and critical paths of schedules")
struct CriticalPathTests {
  /// A schedule as arcs: what follows what in a job and on a machine, with the setup between.
  private struct Arcs {
    let random: RandomSchedule
    let ends: [Int]
    /// By operation.
    var successors: [[(operation: Int, setup: Int)]]

    init(_ random: RandomSchedule) {
      self.random = random
      let (instance, schedule) = (random.instance, random.schedule)
      ends = schedule.starts.indices.map { schedule.end(of: $0, in: instance) }
      let key = { [ends] (i: Int) in (schedule.starts[i], ends[i], i) }
      successors = Array(repeating: [], count: ends.count)
      for i in ends.indices {
        let job = instance.jobOfOperation[i]
        successors[i] += instance.operations(of: job).filter { $0 > i }.map { ($0, 0) }
        let later = ends.indices.filter {
          schedule.machines[$0] == schedule.machines[i] && key(i) < key($0)
        }
        // All that run later, or the next alone where setups count between neighbours.
        guard let setup = instance.conditions.setup else {
          successors[i] += later.map { ($0, 0) }
          continue
        }
        if let next = later.min(by: { key($0) < key($1) }) {
          let time = setup.time(
            machine: schedule.machines[i] ?? 0, from: job, to: instance.jobOfOperation[next])
          successors[i].append((next, time))
        }
      }
    }

    func duration(_ i: Int) -> Int { ends[i] - random.schedule.starts[i] }

    /// The longest path from the end of an operation to the end of all, by trying every path.
    func tail(_ i: Int) -> Int {
      successors[i].map { $0.setup + duration($0.operation) + tail($0.operation) }.max() ?? 0
    }

    /// The least start of all chains without room that end with an operation, by trying every chain.
    func origin(_ i: Int) -> Int {
      ends.indices.reduce(random.schedule.starts[i]) { least, j in
        isHeldUp(i, by: j) ? min(least, origin(j)) : least
      }
    }

    func isHeldUp(_ i: Int, by j: Int) -> Bool {
      successors[j].contains {
        $0.operation == i && ends[j] + $0.setup == random.schedule.starts[i]
      }
    }
  }

  private static let withoutDowntimes: [RandomSchedule.Features] = [
    [], [.idle], [.zeroDurations, .idle], [.releases, .zeroDurations], [.setups],
    [.setups, .releases, .idle],
  ]

  @Test("Slacks are those of the longest paths", arguments: withoutDowntimes)
  func longestPaths(features: RandomSchedule.Features) throws {
    var stream = RandomStream(seed: 11)
    for _ in 0..<1_000 {
      let random = try #require(try RandomSchedule(&stream, features))
      let critical = CriticalPath(of: random.schedule, in: random.instance)
      let arcs = Arcs(random)
      let makespan = arcs.ends.max() ?? 0
      #expect(critical.makespan == makespan)
      #expect(
        critical.slacks == arcs.ends.indices.map { makespan - arcs.ends[$0] - arcs.tail($0) })
      check(critical, arcs, makespan)
    }
  }

  /// The path leads to the makespan without room, and none begins earlier.
  private func check(_ critical: CriticalPath, _ arcs: Arcs, _ makespan: Int) {
    guard
      let (first, last) = zip(critical.path, critical.path.reversed()).first(where: { _ in true })
    else {
      #expect(arcs.ends.isEmpty)
      return
    }
    #expect(arcs.ends[last] == makespan)
    #expect(critical.path.allSatisfy(critical.isCritical))
    for (a, b) in zip(critical.path, critical.path.dropFirst()) {
      #expect(arcs.isHeldUp(b, by: a))
    }
    let least = arcs.ends.indices.filter { arcs.ends[$0] == makespan }.map(arcs.origin).min()
    #expect(arcs.random.schedule.starts[first] == least)
    #expect(!arcs.ends.indices.contains { arcs.isHeldUp(first, by: $0) })
  }

  /// Whether everything ends by `makespan` when an operation starts `delay` later and the others make way.
  private func fits(_ random: RandomSchedule, delaying late: Int, by delay: Int, _ makespan: Int)
    -> Bool
  {
    let (instance, schedule) = (random.instance, random.schedule)
    let order = schedule.starts.indices.sorted {
      (schedule.starts[$0], schedule.end(of: $0, in: instance), $0)
        < (schedule.starts[$1], schedule.end(of: $1, in: instance), $1)
    }
    var jobEnd = [Int](repeating: 0, count: instance.jobCount)
    var last = [(job: Int, end: Int)?](repeating: nil, count: instance.machineCount)
    for i in order {
      let (job, machine) = (instance.jobOfOperation[i], schedule.machines[i] ?? 0)
      let duration = schedule.end(of: i, in: instance) - schedule.starts[i]
      var start = max(schedule.starts[i], jobEnd[job])
      if let last = last[machine] {
        let setup = instance.conditions.setup?.time(machine: machine, from: last.job, to: job)
        start = max(start, last.end + (setup ?? 0))
      }
      if i == late {
        start = schedule.starts[i] + delay
        if RandomSchedule.isDown(start, duration, machine, instance) { return false }
      } else {
        start = RandomSchedule.clear(start, duration, machine, instance)
      }
      (jobEnd[job], last[machine]) = (start + duration, (job, start + duration))
      if start + duration > makespan { return false }
    }
    return true
  }

  @Test(
    "Slacks are the longest delays that the makespan allows, downtimes or not",
    arguments: [
      [.downtimes], [.downtimes, .idle], [.downtimes, .zeroDurations, .idle],
      [.downtimes, .setups, .releases, .idle], [.setups, .idle], [],
    ] as [RandomSchedule.Features])
  func delays(features: RandomSchedule.Features) throws {
    var stream = RandomStream(seed: 12)
    for _ in 0..<600 {
      let random = try #require(try RandomSchedule(&stream, features))
      let critical = CriticalPath(of: random.schedule, in: random.instance)
      for (i, slack) in critical.slacks.enumerated() {
        let longest = (0...critical.makespan).last {
          fits(random, delaying: i, by: $0, critical.makespan)
        }
        #expect(slack == longest)
      }
      #expect(critical.path.allSatisfy(critical.isCritical))
    }
  }

  @Test("A downtime that keeps an operation from moving makes it critical")
  func downtime() throws {
    // Job 0 runs 0 to 2 on machine 0, which is down 2 to 5, then 5 to 8 there; job 1 ends at 3 with 5 units of room.
    var conditions = ShopConditions()
    conditions.downtimes = [.init(machine: 0, start: 2, end: 5)]
    let instance = try FlexibleJobShopInstance(
      name: "down", machineCount: 2,
      jobs: [
        [[.init(machine: 0, duration: 2)], [.init(machine: 0, duration: 3)]],
        [[.init(machine: 1, duration: 3)]],
      ], conditions: conditions)
    let critical = CriticalPath(
      of: ShopSchedule(machines: [0, 0, 1], starts: [0, 5, 0]), in: instance)
    #expect(critical.slacks == [0, 0, 5])
    #expect(critical.path == [0, 1])
  }

  @Test("Times at the end of the integers do not overflow, and no operations have no path")
  func extremes() throws {
    let instance = try FlexibleJobShopInstance(
      name: "late", machineCount: 1,
      jobs: [[[.init(machine: 0, duration: 7)], [.init(machine: 0, duration: 7)]], []])
    let late = ShopSchedule(machines: [0, 0], starts: [.max - 8, .max])
    #expect(CriticalPath(of: late, in: instance).slacks == [1, 0])
    let empty = try FlexibleJobShopInstance(name: "empty", machineCount: 1, jobs: [[]])
    let none = CriticalPath(of: ShopSchedule(machines: [], starts: []), in: empty)
    #expect(none.makespan == 0 && none.slacks.isEmpty && none.path.isEmpty)
  }
}
