import Foundation
import OptCore
import SingleMachine
import TestSupport
import Testing

@Suite("Exports of a single-machine schedule")
struct ScheduleExportTests {
  private let family = SingleMachineFamily()

  /// Sequence 2 0 3 1: completions 2, 7, 7, 10; tardiness of jobs 0...3 is 1, 0, 6, 0 by hand.
  private func instance(weights: [Int]? = nil) throws -> SingleMachineInstance {
    try SingleMachineInstance(
      name: "four <jobs>", processingTimes: [5, 3, 2, 0], dueDates: [6, 12, -4, 7],
      weights: weights)
  }

  private let schedule = TardinessSchedule(sequence: [2, 0, 3, 1])

  private func text(
    _ fileExtension: String, _ instance: SingleMachineInstance, _ schedule: TardinessSchedule
  ) throws -> String {
    String(
      decoding: try family.export(schedule, of: instance, as: fileExtension), as: UTF8.self)
  }

  private func expectGolden(_ text: String, _ name: String) throws {
    if let difference = try goldenDifference(text, name, testFile: #filePath) {
      Issue.record("\(difference)")
    }
  }

  @Test(
    "Every export looks as its golden file says", arguments: ["csv", "svg", "html", "trace.json"])
  func golden(fileExtension: String) throws {
    try expectGolden(
      text(fileExtension, instance(weights: [1, 2, 3, 4]), schedule), "four.\(fileExtension)")
  }

  @Test("The table states the schedule in sequence order")
  func table() throws {
    #expect(
      try text("csv", instance(), schedule) == """
        position,job,start,end,processing_time,due_date,weight,tardiness
        0,2,0,2,2,-4,1,6
        1,0,2,7,5,6,1,1
        2,3,7,7,0,7,1,0
        3,1,7,10,3,12,1,0

        """)
  }

  private struct Arguments: Decodable {
    var tardiness: Int?
    var weighted: Int?
  }

  @Test("Trace events hold the jobs, what is late of them, and the accumulated tardiness")
  func trace() throws {
    let text = try text("trace.json", instance(weights: [1, 2, 3, 4]), schedule)
    let events = try TraceEvent<Arguments>.all(in: Array(text.utf8))
    let jobs = events.filter { $0.ph == "X" && $0.name.hasPrefix("job") }
    #expect(jobs.map(\.name) == ["job 2", "job 0", "job 3", "job 1"])
    #expect(jobs.map(\.ts) == [0, 2, 7, 7])
    #expect(jobs.map(\.dur) == [2, 5, 0, 3])
    #expect(jobs.map(\.args?.tardiness) == [6, 1, 0, 0])
    // Job 2 is late from its start, job 0 (2 to 7, due 6) for its last tick.
    let late = events.filter { $0.name == "late" }
    #expect(late.map(\.ts) == [0, 6] && late.map(\.dur) == [2, 1])
    // 0, then 6 (weighted 3 * 6 = 18) at tick 2, then 7 (18 + 1) at tick 7.
    let counters = events.filter { $0.ph == "C" }
    #expect(counters.map(\.ts) == [0, 2, 7])
    #expect(counters.map(\.args?.tardiness) == [0, 6, 7])
    #expect(counters.map(\.args?.weighted) == [0, 18, 19])
    // Job 2 is due at tick -4: no mark before the schedule.
    #expect(events.filter { $0.ph == "i" }.map(\.ts) == [6, 7, 12])
  }

  @Test("The picture and the page name objective, tardy jobs and every job")
  func picture() throws {
    let svg = try text("svg", instance(weights: [1, 2, 3, 4]), schedule)
    #expect(svg.contains("total weighted tardiness: 19; tardy jobs: 2 of 4"))
    #expect(svg.contains("four &lt;jobs&gt;"))
    let html = try text("html", instance(), schedule)
    #expect(html.contains("total tardiness: 7; tardy jobs: 2 of 4"))
    for job in 0..<4 { #expect(html.contains("<tr data-key=\"\(job)\"")) }
  }

  @Test(
    "Pictures state the remarks about the run, weights that heights leave out, and one form of numbers"
  )
  func remarks() throws {
    let remarks = [
      (key: "method", value: "ils"), (key: "status", value: "feasible"),
      (key: "bound", value: "18949"), (key: "gap", value: "2 %"),
    ]
    for format in ["svg", "html"] {
      let text = String(
        decoding: try family.export(
          schedule, of: instance(weights: [1, 2, 3, 4]), as: format, remarks: remarks),
        as: UTF8.self)
      #expect(
        text.contains(
          "total weighted tardiness: 19; method: ils; status: feasible; bound: 18\u{2009}949; gap: 2 %;"
        ))
      #expect(text.contains(">tardiness without its weight: due date to completion<"))
    }
    let html = String(
      decoding: try family.export(schedule, of: instance(), as: "html", remarks: remarks),
      as: UTF8.self)
    #expect(html.contains("<b>total tardiness 7, ils, feasible, bound 18\u{2009}949, gap 2 %</b>"))
    #expect(html.contains(">tardiness: due date to completion<"))
    let large = try SingleMachineInstance(
      name: "large", processingTimes: [12_345, 1], dueDates: [0, 0])
    let svg = try text("svg", large, TardinessSchedule(sequence: [0, 1]))
    // 12345 + 12346 late; the greatest is the second.
    #expect(svg.contains("total tardiness: 24\u{2009}691;"))
    #expect(svg.contains("greatest tardiness: 12\u{2009}346;"))
    #expect(!svg.contains("12346"))
  }

  @Test("The listed formats are exactly those that are written")
  func formats() throws {
    #expect(family.exportFormats.map(\.fileExtension) == ["csv", "svg", "html", "trace.json"])
    for format in family.exportFormats {
      #expect(try !text(format.fileExtension, instance(), schedule).isEmpty)
    }
    #expect(throws: SolveError.self) { try text("cvs", instance(), schedule) }
  }

  @Test(
    "A sequence that is no schedule is refused",
    arguments: [[0, 1, 2], [0, 1, 2, 2], [0, 1, 2, 9]])
  func refused(sequence: [Int]) throws {
    for format in family.exportFormats {
      #expect(throws: SolveError.self) {
        try text(format.fileExtension, instance(), TardinessSchedule(sequence: sequence))
      }
    }
  }

  @Test("Instances without jobs, with one job and at the limit of the numbers are exported")
  func extremes() throws {
    let limit = SingleMachineInstance.largestSum
    let instances = [
      try SingleMachineInstance(name: "", processingTimes: [], dueDates: []),
      try SingleMachineInstance(name: "one", processingTimes: [0], dueDates: [-1]),
      try SingleMachineInstance(
        name: "huge", processingTimes: [limit / 8, 0, 0, 0], dueDates: [0, 0, 0, -limit / 8],
        weights: [0, 0, 0, 1]),
    ]
    for instance in instances {
      let schedule = TardinessSchedule(sequence: Array(0..<instance.jobCount))
      for format in family.exportFormats {
        #expect(try !text(format.fileExtension, instance, schedule).isEmpty)
      }
      let trace = try text("trace.json", instance, schedule)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(trace.utf8)) }
    }
  }

  @Test("Data with decimals are exported in their own unit")
  func decimals() throws {
    // Lines are p, w, d: job 1 runs from 0.5 to 1.75 and is due at 1.5.
    let source = SourceText(
      file: "decimals.txt", text: "inst 0 2\n0.5 1.5 0.75\n1.25 2 1.5\n")
    let instance = try family.read(
      source, pick: nil, parameters: ParameterValues([], allowed: family.readParameters))
    let schedule = TardinessSchedule(sequence: [0, 1])
    #expect(
      try text("csv", instance, schedule).hasSuffix(
        "\n0,0,0.0,0.5,0.5,0.75,1.5,0.0\n1,1,0.5,1.75,1.25,1.5,2.0,0.25\n"))
    #expect(try text("svg", instance, schedule).contains(">1: +0.25<"))
    // Three tenths from 0 in binary: 0.1 + 0.2 = 0.30000000000000004, due at once.
    let noisy = try family.read(
      SourceText(file: "noise.txt", text: "inst 0 2\n0.1 1 0\n0.2 1 0\n"), pick: nil,
      parameters: ParameterValues([], allowed: family.readParameters))
    #expect(try text("csv", noisy, schedule).contains("0.30000000000000004"))
    for format in ["svg", "html"] {
      let picture = try text(format, noisy, schedule)
      #expect(picture.contains("greatest tardiness: 0.3;"))
      #expect(!picture.contains("0.30000000000000004"))
    }
  }
}
