import Foundation
import LoopPipelining
import OptCore
import Testing

@Suite("Exports of a software pipeline")
struct LoopExportTests {
  private let family = LoopPipeliningFamily()

  private func text(
    _ format: String, _ instance: LoopInstance, _ schedule: LoopSchedule,
    _ remarks: [(key: String, value: String)] = []
  ) throws -> String {
    let bytes = try family.export(schedule, of: instance, as: format, remarks: remarks)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test("The listed formats are exactly those that are written")
  func formats() throws {
    let extensions = family.exportFormats.map(\.fileExtension)
    #expect(extensions == ["txt", "csv", "svg", "html", "trace.json", "dot", "mmd"])
    for format in extensions {
      #expect(try !text(format, LoopExample.instance(), LoopExample.schedule).isEmpty)
    }
    let error = #expect(throws: SolveError.self) {
      try text("cvs", LoopExample.instance(), LoopExample.schedule)
    }
    #expect(error.map { "\($0)".contains("csv") } == true)
  }

  @Test("A schedule that breaks rules is refused")
  func refused() throws {
    let instance = try LoopExample.instance()
    let warps = LoopExample.schedule.warps
    let broken = [
      LoopSchedule(interval: 0, starts: [0, 0, 2, 6], warps: warps),
      LoopSchedule(interval: 4, starts: [0, 0, 1, 6], warps: warps),
      LoopSchedule(interval: 4, starts: [0, 0, 2], warps: warps),
      LoopSchedule(interval: 4, starts: [0, 0, 2, 6]),
      LoopSchedule(interval: 4, starts: [-4, 0, 2, 6], warps: warps),
    ]
    for schedule in broken {
      for format in family.exportFormats {
        let error = #expect(throws: SolveError.self) {
          try text(format.fileExtension, instance, schedule)
        }
        #expect(error.map { "\($0)".contains("nothing to export") } == true)
      }
    }
  }

  @Test("The table states the schedule by operation")
  func table() throws {
    #expect(
      try text("csv", LoopExample.instance(), LoopExample.schedule) == """
        id,start,stage,row,cycles,warps,units,ring_depth,lifetime
        ld,0,0,0,1,0,,2,5
        S,0,0,0,2,1,TC,1,2
        P,2,0,2,2,1,EXP,1,4
        O,6,1,2,2,2,TC,1,4

        """)
  }

  @Test("Ring depths are the most copies alive at a time", arguments: [false, true])
  func ringDepths(isJoint: Bool) throws {
    var stream = RandomStream(seed: 3)
    var deep = 0
    for _ in 0..<300 {
      let loop = try ScheduledLoop(&stream, isJoint: isJoint)
      let replay = LoopReplay(instance: loop.instance, schedule: loop.schedule)
      let lines = try text("csv", loop.instance, loop.schedule).split(separator: "\n").dropFirst()
      for (v, line) in lines.enumerated() {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let expected =
          (0..<replay.times.upperBound).map { replay.copies(of: v, at: $0, replay.iterations) }
          .max()
        #expect(Int(fields[7]) == expected)
        #expect(Int(fields[8]) == replay.lifetime(of: v).count)
        if (expected ?? 0) > 1 { deep += 1 }
      }
    }
    #expect(deep > 100)
  }

  @Test("The graph groups operations by warps and tells edges apart")
  func graph() throws {
    let text = try text("dot", LoopExample.instance(), LoopExample.schedule)
    #expect(text.hasPrefix("digraph \"toy\" {\n") && text.hasSuffix("}\n"))
    for line in [
      "label=\"warp 0\"", "n0 [label=\"ld\\nrow 0, stage 0\\n2 copies\"",
      // Across warps and blocking, inside a warp, between iterations.
      "n0 -> n1 [label=\"0\", style=\"bold\", arrowhead=normalodot];",
      "n1 -> n2 [label=\"2\", arrowhead=normalodot];", "n2 -> n3 [label=\"2\", style=\"bold\"];",
      "n3 -> n3 [label=\"2, +1\", style=\"dashed\", constraint=false];",
    ] {
      #expect(text.contains(line), "\(line)\nin\n\(text)")
    }
  }

  @Test(
    "The picture is well-formed, and names operations with their stages, memories and registers")
  func picture() throws {
    let instance = try LoopExample.instance()
    let svg = try text("svg", instance, LoopExample.schedule, [("method", "search")])
    #expect(isWellFormed(svg))
    for part in [
      "II: 4; length: 8; stages: 2; operations: 4; warps: 3 of 4; method: search",
      ">II = 4</text>", ">O[1]</text>", ">ld[0]</text>", ">SMEM</text>",
      ">registers of warp 1</text>",
      "at most 4 of 6 (67 %)", "data-key=\"O\"", "O: starts at 6, stage 1, row 2",
      ">stage 1</text>",
    ] {
      #expect(svg.contains(part), "\(part)")
    }
    let html = try text("html", instance, LoopExample.schedule, [("method", "search")])
    #expect(html.contains("<b>II 4, length 8, search</b>"))
    for key in ["ld", "S", "P", "O"] { #expect(html.contains("<tr data-key=\"\(key)\"")) }
  }

  @Test("Pictures of random schedules are well-formed", arguments: [false, true])
  func pictures(isJoint: Bool) throws {
    var stream = RandomStream(seed: 8)
    for _ in 0..<60 {
      let loop = try ScheduledLoop(&stream, isJoint: isJoint)
      #expect(isWellFormed(try text("svg", loop.instance, loop.schedule)))
    }
  }

  @Test("Odd loops are exported: no units, no cycles, long uses, many stages, markup in names")
  func oddities() throws {
    let plain = LoopMachine(units: [])
    let unit = LoopMachine(
      units: [.init(name: "<u> & \"v\"", capacity: 9)],
      memories: [.init(name: "a,b\nc", capacity: 0), .init(name: "", capacity: 1 << 31)])
    let nasty = "x<y> & \"q\", 'z'\n\t\\ \u{0}{}|]]>"
    let long = LoopOperation(
      id: nasty, cycles: 0, uses: [.init(unit: 0, from: 3, to: 17, amount: 2)],
      memory: [.init(memory: 1, amount: 1 << 28)], issue: 0)
    let far = LoopInstance.largestTime
    let cases: [(LoopMachine, [LoopOperation], [LoopEdge], LoopSchedule)] = [
      (plain, [LoopOperation(id: "", cycles: 0)], [], LoopSchedule(interval: 1, starts: [0])),
      (
        plain, [LoopOperation(id: "a"), LoopOperation(id: "b")], [],
        LoopSchedule(interval: 1, starts: [far, 0])
      ),
      (
        plain, [LoopOperation(id: "a", cycles: 0), LoopOperation(id: "b")],
        [LoopEdge(from: 0, to: 1)], LoopSchedule(interval: 1, starts: [0, far])
      ),
      (
        plain, [LoopOperation(id: "a", cycles: 1 << 31)], [LoopEdge(from: 0, to: 0, distance: 1)],
        LoopSchedule(interval: far / 2, starts: [far])
      ),
      (
        unit, [long], [LoopEdge(from: 0, to: 0, delay: -1, distance: 1)],
        LoopSchedule(interval: 5, starts: [7])
      ),
      (
        unit, [long, LoopOperation(id: "a", uses: [.init(unit: 0, from: 2, to: 2)])],
        [LoopEdge(from: 0, to: 1, distance: 7, hold: 1)],
        LoopSchedule(interval: 40, starts: [7, 0])
      ),
    ]
    for (machine, operations, edges, schedule) in cases {
      let instance = try LoopInstance(
        name: nasty, machine: machine, operations: operations, edges: edges)
      try #require(schedule.violations(in: instance).isEmpty)
      for format in family.exportFormats {
        #expect(try !text(format.fileExtension, instance, schedule).isEmpty)
      }
      #expect(isWellFormed(try text("svg", instance, schedule)))
      let trace = try text("trace.json", instance, schedule)
      #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(trace.utf8)) }
      let rows = try text("txt", instance, schedule).split(separator: "\n")
      #expect(rows.allSatisfy { !$0.unicodeScalars.contains { $0.value < 0x20 } })
    }
  }

  @Test("The exports of 200 operations over many stages stay below two megabytes")
  func size() throws {
    let machine = LoopMachine(
      units: (0..<4).map { .init(name: "u\($0)", capacity: 1) },
      memories: [.init(name: "M", capacity: 10_000)])
    let operations = (0..<200).map { v in
      LoopOperation(
        id: "op\(v)", cycles: 4, uses: [.init(unit: v % 4, from: 0, to: 4)],
        memory: [.init(memory: 0, amount: 1 + v % 5)])
    }
    let edges = (0..<199).map { LoopEdge(from: $0, to: $0 + 1, delay: 1) }
    let instance = try LoopInstance(
      name: "large", machine: machine, operations: operations, edges: edges)
    let schedule = LoopSchedule(
      interval: 200, starts: (0..<200).map { $0 + ($0 / 20) * 200 })
    for format in family.exportFormats {
      let size = try text(format.fileExtension, instance, schedule).utf8.count
      #expect(size < 2_000_000, "\(format.fileExtension): \(size)")
    }
  }
}
