import FlexibleJobShop
import Foundation
import OptCore
import TestSupport
import Testing

@Suite("Exports of a schedule of a shop")
struct ShopExportTests {
  private let family = FlexibleJobShopFamily()

  /// Three machines, of which the last does nothing; job 0 of two operations, job 1 of one, job 2 of none.
  private func small(
    _ conditions: ShopConditions = ShopConditions(), _ objective: ShopObjective = .makespan
  ) throws -> FlexibleJobShopInstance {
    try FlexibleJobShopInstance(
      name: "small <shop>", machineCount: 3,
      jobs: [
        [
          [.init(machine: 0, duration: 3), .init(machine: 1, duration: 2)],
          [.init(machine: 1, duration: 4)],
        ],
        [[.init(machine: 0, duration: 2), .init(machine: 2, duration: 9)]],
        [],
      ], conditions: conditions, objective: objective)
  }

  /// Job 0 on machine 1 from 0 to 2 and 2 to 6, job 1 on machine 0 from 1 to 3.
  private let schedule = ShopSchedule(machines: [1, 1, 0], starts: [0, 2, 1])

  /// Everything that pictures can show; total tardiness 4 + 3 * 1.
  private func full() throws -> (FlexibleJobShopInstance, ShopSchedule) {
    var conditions = ShopConditions()
    conditions.jobRelease = [0, 1, 0]
    conditions.machineRelease = [1, 0, 0]
    conditions.jobDue = [6, 11, 0]
    conditions.jobWeight = [1, 3, 1]
    conditions.downtimes = [
      .init(machine: 0, start: 5, end: 7), .init(machine: 0, start: 6, end: 10),
      .init(machine: 2, start: 3, end: 3), .init(machine: 1, start: 90, end: 99),
    ]
    conditions.setup = .init(
      jobType: [0, 1, 1],
      matrix: Array(repeating: [[0, 2], [2, 0]], count: 3))
    let schedule = ShopSchedule(machines: [0, 1, 0], starts: [1, 6, 10])
    return (try small(conditions, .totalTardiness), schedule)
  }

  private func text(
    _ format: String, _ instance: FlexibleJobShopInstance, _ schedule: ShopSchedule,
    _ remarks: [(key: String, value: String)] = []
  ) throws -> String {
    String(
      decoding: try family.export(schedule, of: instance, as: format, remarks: remarks),
      as: UTF8.self)
  }

  @Test(
    "Every export looks as its golden file says", arguments: ["csv", "svg", "html", "trace.json"])
  func golden(format: String) throws {
    let (instance, schedule) = try full()
    let text = try text(format, instance, schedule, [("method", "eet"), ("bound", "12345")])
    if let difference = try goldenDifference(text, "full.\(format)", testFile: #filePath) {
      Issue.record("\(difference)")
    }
  }

  @Test("The table states the schedule in job order, with slacks")
  func table() throws {
    #expect(
      try text("csv", small(), schedule) == """
        job,op,machine,start,end,duration,critical,slack
        0,0,1,0,2,2,1,0
        0,1,1,2,6,4,1,0
        1,0,0,1,3,2,0,3

        """)
  }

  private struct Arguments: Decodable {
    var machines: Int?
    var slack: Int?
    var critical: Bool?
  }

  private func events(
    _ instance: FlexibleJobShopInstance, _ schedule: ShopSchedule
  ) throws -> [TraceEvent<Arguments>] {
    try TraceEvent.all(in: Array(text("trace.json", instance, schedule).utf8))
  }

  @Test("Trace events hold the operations by machine and by job, and how many machines work")
  func trace() throws {
    let events = try events(small(), schedule)
    let slices = events.filter { $0.ph == "X" && $0.pid == 1 }
    #expect(slices.map(\.name) == ["job 1 op 0", "job 0 op 0", "job 0 op 1"])
    #expect(slices.map(\.tid) == [1, 2, 2])
    #expect(slices.map(\.ts) == [1, 0, 2])
    #expect(slices.map(\.dur) == [2, 2, 4])
    #expect(slices.map(\.args?.slack) == [3, 0, 0])
    #expect(slices.map(\.args?.critical) == [false, true, true])
    let jobs = events.filter { $0.ph == "X" && $0.pid == 2 }
    #expect(jobs.map(\.tid) == [1, 1, 2])
    // Machine 1 works from 0 to 6, machine 0 from 1 to 3.
    let counters = events.filter { $0.ph == "C" }
    #expect(counters.map(\.ts) == [0, 1, 2, 3, 6])
    #expect(counters.map(\.args?.machines) == [1, 2, 2, 1, 0])
  }

  @Test("Trace events hold setups, downtimes and due dates")
  func traceOfConditions() throws {
    let (instance, schedule) = try full()
    let events = try events(instance, schedule)
    let machine = events.filter { $0.ph == "X" && $0.pid == 1 && $0.tid == 1 }
    #expect(machine.map(\.name) == ["down", "job 0 op 0", "down", "setup", "job 1 op 0"])
    #expect(machine.map(\.ts) == [0, 1, 5, 8, 10])
    #expect(machine.map(\.dur) == [1, 3, 3, 2, 2])
    #expect(events.filter { $0.ph == "i" }.map(\.ts) == [6, 11])
  }

  @Test("The picture and the page name objective, operations and what they are about")
  func picture() throws {
    let svg = try text("svg", small(), schedule, [("method", "eet"), ("bound", "12345")])
    #expect(svg.contains("makespan: 6; method: eet; bound: 12\u{2009}345; jobs: 3; operations: 3;"))
    #expect(svg.contains("small &lt;shop&gt;: makespan on 3 machines"))
    // A machine that does nothing is drawn, a job without operations is not explained.
    #expect(svg.contains(">M2</text>") && svg.contains(">job 1</text>"))
    #expect(!svg.contains(">job 2</text>") && !svg.contains(">setup</text>"))
    #expect(
      svg.contains(
        "<title>job 1, operation 0, machine 0&#10;runs 1 to 3 (2)&#10;slack 3</title>"))
    #expect(svg.contains("critical: slack 0</title>"))
    let html = try text("html", small(), schedule, [("method", "eet"), ("bound", "12345")])
    #expect(html.contains("<b>makespan 6, eet, bound 12\u{2009}345</b>"))
    for key in ["0.0", "0.1", "1.0"] { #expect(html.contains("<tr data-key=\"\(key)\"")) }
    #expect(html.contains("data-key=\"1.0&#10;1&#10;M0\""))
  }

  @Test("Start delays are told where operations have scheduled starts")
  func startDelay() throws {
    var conditions = ShopConditions()
    conditions.scheduledStart = [0, 1, 1]
    let svg = try text("svg", small(conditions, .startDelay), schedule)
    #expect(svg.contains("start delay: 1; makespan: 6;"))
    #expect(svg.contains("&#10;scheduled start 1, delay 1</title>"))
  }

  @Test("Many machines that do nothing are counted instead of drawn")
  func idleMachines() throws {
    let instance = try FlexibleJobShopInstance(
      name: "idle", machineCount: 90, jobs: [[[.init(machine: 80, duration: 1)]]])
    let svg = try text("svg", instance, ShopSchedule(machines: [80], starts: [0]))
    #expect(svg.contains(">M80</text>") && !svg.contains(">M1</text>"))
    #expect(svg.contains("unused machines, not drawn: 89"))
  }

  @Test("More than twenty jobs have one entry in the legend together")
  func manyJobs() throws {
    for count in [20, 21] {
      let instance = try FlexibleJobShopInstance(
        name: "jobs", machineCount: 1,
        jobs: Array(repeating: [[.init(machine: 0, duration: 1)]], count: count))
      let svg = try text(
        "svg", instance,
        ShopSchedule(machines: Array(repeating: 0, count: count), starts: Array(0..<count)))
      #expect(svg.contains(">job 19</text>") == (count == 20))
      #expect(svg.contains("a colour per job") == (count == 21))
    }
  }

  @Test("The listed formats are exactly those that are written")
  func formats() throws {
    #expect(family.exportFormats.map(\.fileExtension) == ["csv", "svg", "html", "trace.json"])
    for format in family.exportFormats {
      #expect(try !text(format.fileExtension, small(), schedule).isEmpty)
    }
    #expect(throws: SolveError.self) { try text("cvs", small(), schedule) }
  }

  @Test("A schedule that breaks rules is refused")
  func refused() throws {
    let broken = [
      ShopSchedule(machines: [1, 1, 0], starts: [0, 1, 1]),
      ShopSchedule(machines: [1, 1, 1], starts: [0, 2, 6]),
      ShopSchedule(machines: [1, 1], starts: [0, 2]),
      ShopSchedule(machines: [1, 1, 9], starts: [0, 2, 0]),
      ShopSchedule(machines: [1, 1, 0], starts: [-1, 2, 0]),
    ]
    for schedule in broken {
      for format in family.exportFormats {
        let error = #expect(throws: SolveError.self) {
          try text(format.fileExtension, small(), schedule)
        }
        #expect(error.map { "\($0)".contains("nothing to export") } == true)
      }
    }
  }

  @Test("Instances without operations, of zero durations and with times at the limit are exported")
  func extremes() throws {
    let zero = FlexibleJobShopInstance.Alternative(machine: 0, duration: 0)
    let long = FlexibleJobShopInstance.Alternative(machine: 0, duration: 1 << 40)
    let cases: [([[[FlexibleJobShopInstance.Alternative]]], [Int])] = [
      ([[]], []), ([[[zero], [zero]], [[zero]]], [0, 0, 0]),
      ([[[long], [zero]]], [0, 1 << 40]), ([[[long], [long]]], [.max / 2, .max]),
    ]
    for (jobs, starts) in cases {
      let instance = try FlexibleJobShopInstance(name: "", machineCount: 1, jobs: jobs)
      let schedule = ShopSchedule(
        machines: Array(repeating: 0, count: starts.count), starts: starts)
      for format in family.exportFormats {
        #expect(try !text(format.fileExtension, instance, schedule).isEmpty)
      }
      #expect(throws: Never.self) { try events(instance, schedule) }
    }
  }

  @Test("Random schedules of every kind are exported, each operation once")
  func random() throws {
    var stream = RandomStream(seed: 5)
    for _ in 0..<200 {
      let random = try #require(
        try RandomSchedule(&stream, [.setups, .downtimes, .releases, .idle]))
      for format in family.exportFormats {
        #expect(try !text(format.fileExtension, random.instance, random.schedule).isEmpty)
      }
      let csv = try text("csv", random.instance, random.schedule)
      #expect(csv.split(separator: "\n").count == random.instance.operationCount + 1)
      let slices = try events(random.instance, random.schedule).filter { $0.ph == "X" }
      #expect(
        slices.count { $0.name.hasPrefix("job") } == 2 * random.instance.operationCount)
      // On a track they ascend and do not overlap.
      for (first, second) in zip(slices, slices.dropFirst())
      where first.pid == second.pid && first.tid == second.tid {
        #expect((first.ts ?? 0) + (first.dur ?? 0) <= second.ts ?? 0)
      }
    }
  }

  @Test("The exports of 2,000 operations on ten machines stay below a megabyte")
  func size() throws {
    let jobs = (0..<40).map { j in
      (0..<50).map { o in
        [FlexibleJobShopInstance.Alternative(machine: (7 * j + o) % 10, duration: 1 + (j * o) % 99)]
      }
    }
    let instance = try FlexibleJobShopInstance(name: "large", machineCount: 10, jobs: jobs)
    // One operation after the other.
    var (starts, time) = ([Int](), 0)
    for duration in instance.durations {
      starts.append(time)
      time += duration
    }
    let schedule = ShopSchedule(machines: instance.machines, starts: starts)
    for format in family.exportFormats {
      #expect(try text(format.fileExtension, instance, schedule).utf8.count < 1_000_000)
    }
  }
}
