import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("Formats of loops")
struct ReaderFormatTests {
  @Test("defaults and every field of swpws-instance-1")
  func native() throws {
    let instance = try LoopTexts.read(LoopTexts.joint)
    #expect(instance.name == "qé" && instance.isJoint)
    let warps = try #require(instance.machine.warps)
    #expect(warps.registers == [2, nil, 12] && warps.variableLatencyWarp == 0)
    #expect(warps.issueSlots == 2)
    let operations = instance.operations
    #expect(operations.map(\.cycles) == [1, 1, 2] && operations.map(\.issue) == [1, 0, 2])
    #expect(
      operations[1].uses == [
        .init(unit: 0, from: 1, to: 3, amount: 1), .init(unit: 1, from: 0, to: 1, amount: 1),
      ])
    #expect(operations[1].liveFrom == 1 && operations[2].warpCount == 2)
    #expect(
      instance.edges == [
        LoopEdge(from: 0, to: 1, delay: -1, isBlocking: true, hold: 2),
        LoopEdge(from: 1, to: 2, kind: .order), LoopEdge(from: 2, to: 1, delay: 2, distance: 1),
      ])
  }

  @Test("a dependence graph in joint mode: warpgroups, footprints, loads that run ahead")
  func curated() throws {
    let instance = try LoopTexts.read(LoopTexts.curated, file: "fwd.json")
    #expect(instance.name == "fwd" && instance.machine.units.map(\.name) == ["TC", "TMA", "TMEMP"])
    #expect(
      instance.machine.memories == [
        .init(name: "SMEM", capacity: 232_448), .init(name: "TMEM", capacity: 512),
      ])
    #expect(instance.machine.warps?.registers == Array(repeating: 32_640, count: 6))
    let operations = instance.operations
    #expect(operations.map(\.id) == ["n2", "n7", "n8", "n9"])
    #expect(operations.map(\.issue) == [1, 1, 128, 0])
    // The table of n7 has two stretches; the port of tensor memory is a unit of its own.
    #expect(
      operations[1].uses == [.init(unit: 0, from: 0, to: 2), .init(unit: 0, from: 3, to: 4)])
    #expect(operations[2].uses == [.init(unit: 2, from: 0, to: 128)])
    #expect(operations[2].registers == 8192 && operations[2].spill == 30)
    #expect(operations[0].hasVariableLatency && operations[0].isStreaming)
    #expect(instance.edges.map(\.delay) == [0, 900, 266, 266])
    #expect(instance.edges.map(\.isBlocking) == [true, true, false, false])
  }

  @Test("a dependence graph in modulo mode: units only, and delays as they are")
  func raw() throws {
    let instance = try LoopTexts.read(LoopTexts.curated, ["mode=modulo", "scale=16"])
    #expect(!instance.isJoint && instance.machine.memories.isEmpty && instance.name == "x_s16")
    // 556 / 16 = 34.75, 900 / 16 = 56.25, 266 / 16 = 16.6
    #expect(instance.edges.map(\.delay) == [35, 56, 17, 17])
    #expect(instance.operations.map(\.cycles) == [35, 56, 17, 0])
    // A reservation of 2 cycles is one of 1 in coarser units, one of 1 cycle as well.
    #expect(instance.operations[1].uses.map(\.to) == [1, 2])
  }

  @Test("warps and the loop of a file of several can be chosen")
  func choices() throws {
    #expect(try LoopTexts.read(LoopTexts.curated, ["warps=3"]).machine.warps?.count == 3)
    let node = #"{"id": 0, "pipeline": "TC", "latency": 1, "occupancy": 1}"#
    let file =
      #"{"schema_version": "ddg-0.1", "loops": [{"loop_id": 4, "ddg": {"nodes": ["# + node
      + #"]}}, {"loop_id": 9, "is_outer": true, "ddg": {"nodes": [{"id": 7}]}}]}"#
    #expect(try LoopTexts.read(file).operations.map(\.id) == ["n0"])
    #expect(try LoopTexts.read(file, pick: "9").operations.map(\.id) == ["n7"])
    let members = try LoopTexts.family.members(
      of: SourceText(file: "x.json", text: file), parameters: ParameterValues())
    #expect(members.map(\.pick) == ["4", "9"])
    #expect(try members.map { try $0.content.get().name } == ["x_4", "x_9"])
    #expect(
      LoopTexts.message { try LoopTexts.read(file, pick: "1") }
        == "x.json:1:1: found no instance '1', expected one of 4 9")
  }

  @Test("a graph of HatScheT with its resources")
  func graph() throws {
    let instance = try LoopText.graph(
      SourceText(file: "a/loop.graphml", text: LoopTexts.graph),
      resources: SourceText(file: "model.xml", text: LoopTexts.resources))
    #expect(instance.name == "loop" && !instance.isJoint)
    #expect(instance.machine.units == [.init(name: "Add", capacity: 3)])
    #expect(
      instance.operations == [
        LoopOperation(id: "v1", cycles: 2, uses: [.init(unit: 0, from: 0, to: 1)]),
        LoopOperation(id: "v2", cycles: 0),
      ])
    #expect(
      instance.edges == [
        LoopEdge(from: 0, to: 1, delay: 5),
        LoopEdge(from: 1, to: 0, delay: 1, distance: 1, kind: .order),
      ])
  }

  @Test("the instances that come with the package are the same loop in every format")
  func formats() throws {
    let folder = SharedData.packageRoot + "/Instances/pipeline/formats/"
    func read(_ file: String, _ settings: [String] = []) throws -> LoopInstance {
      try LoopTexts.read(try SourceText.read(path: folder + file), settings)
    }
    let first = try read("iir.json")
    let graph = try read("iir.graphml", ["resources=" + folder + "iir.xml"])
    #expect(graph.operations.map(\.cycles) == first.operations.map(\.cycles))
    #expect(graph.edges == first.edges && graph.machine.units == first.machine.units)
    let dependences = try read("iir.ddg.json")
    #expect(dependences.operations.map(\.uses) == first.operations.map(\.uses))
    #expect(dependences.edges == first.edges)
  }
}
