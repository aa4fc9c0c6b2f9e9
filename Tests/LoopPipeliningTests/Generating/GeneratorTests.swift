import LoopPipelining
import OptCore
import TestSupport
import Testing

@Suite("Generators of loops")
struct GeneratorTests {
  private func bounds(_ settings: [String]) throws -> [Int] {
    LoopTexts.bounds(of: try LoopTexts.generate(settings))
  }

  @Test("the same seed gives the same bytes, another one others")
  func repeatable() throws {
    for settings in [
      [], ["warps=3"], ["memories=2", "registers=9"], ["operations=300", "density=3"],
    ] {
      let first = try LoopTexts.generate(settings, seed: 7)
      let again = try LoopTexts.generate(settings, seed: 7)
      #expect(first.json.formatted() == again.json.formatted())
      #expect(try LoopTexts.generate(settings, seed: 8).digest != first.digest)
    }
  }

  @Test("a seed gives the same loop on every machine", arguments: Self.digests)
  func pinned(settings: [String], digest: String) throws {
    let instance = try LoopTexts.generate(settings, seed: 42)
    #expect(instance.digest.description == "sha256:" + digest, "\(settings)")
  }

  @Test("memories, registers and warps leave operations and edges as they are")
  func streams() throws {
    let plain = try LoopTexts.generate(["operations=20"], seed: 3)
    let full = try LoopTexts.generate(
      ["operations=20", "memories=2", "room=0.7", "registers=30", "warps=3"], seed: 3)
    #expect(full.operations.map(\.cycles) == plain.operations.map(\.cycles))
    #expect(full.operations.map(\.uses) == plain.operations.map(\.uses))
    #expect(full.edges.map(\.delay) == plain.edges.map(\.delay))
    #expect(full.machine.warps?.registers == [30, 30, 30])
    #expect(full.name == "random_o20_m2x0.7_r30_w3_s3" && plain.name == "random_o20_s3")
  }

  @Test("random loops have the sizes that were asked for, and edges back have a distance")
  func random() throws {
    let instance = try LoopTexts.generate(
      ["operations=200", "density=2", "recurrences=0.25", "distance=3", "longest=5"], seed: 9)
    #expect(instance.operationCount == 200 && instance.edges.count == 450)
    #expect(instance.operations.allSatisfy { 1...5 ~= $0.cycles })
    for edge in instance.edges {
      #expect(edge.distance == 0 ? edge.source < edge.target : edge.source >= edge.target)
      #expect(edge.delay == instance.operations[edge.source].cycles && edge.distance <= 3)
    }
    #expect(instance.edges.count { $0.distance > 0 } == 50)
  }

  @Test("memories have room for one operation after the other")
  func room() throws {
    for seed in 1...60 as ClosedRange<UInt64> {
      let settings = ["operations=9", "memories=2", "room=0", "recurrences=0.6", "spill=1"]
      let instance = try LoopTexts.generate(settings + ["warps=\(2 + seed % 3)"], seed: seed)
      var starts: [Int] = []
      var interval = 0
      for operation in instance.operations {
        starts.append(interval)
        interval += operation.span + 1
      }
      let warps = instance.operations.map { WarpSet([$0.hasVariableLatency ? 0 : 1]) }
      let schedule = LoopSchedule(interval: interval, starts: starts, warps: warps)
      #expect(schedule.violations(in: instance).isEmpty, "\(instance.name)")
      // With less of any memory that is in use, it is none.
      for memory in 0..<2 where instance.machine.memories[memory].capacity > 0 {
        var machine = instance.machine
        machine.memories[memory].capacity -= 1
        let tight = try LoopInstance(
          name: "tight", machine: machine, operations: instance.operations, edges: instance.edges)
        #expect(!schedule.violations(in: tight).isEmpty, "\(instance.name)")
      }
    }
  }

  @Test(
    "kernels have the bounds that their recurrences and operations give",
    arguments: [
      // Taps at 2 cycles on one multiplier.
      (["kernel=fir"], 16, 1), (["kernel=transposed-fir", "multipliers=2"], 8, 1),
      // w[n - 1] over a multiplication and two additions; 4 multiplications for each of 2 sections.
      (["kernel=biquad", "multipliers=2", "adders=2"], 8, 4),
      // Six multiplications; u over u dx, 3 x u dx and two subtractions.
      (["kernel=diffeq"], 12, 6), (["kernel=diffeq", "multipliers=3"], 5, 6),
      // 6 loads and 4 stores; 4 multiplications.
      (["kernel=fft"], 10, 1), (["kernel=fft", "ports=2", "pipelined=true"], 6, 1),
      (["kernel=matvec", "size=3"], 6, 1), (["kernel=hydro", "pipelined=true"], 3, 1),
      (["kernel=product", "addition=4"], 4, 4),
      // x[i - 1] over a subtraction and a multiplication.
      (["kernel=tridiagonal", "addition=4", "multiplication=3", "pipelined=true"], 3, 7),
      (["kernel=state", "pipelined=true"], 8, 1), (["kernel=sums", "addition=3"], 3, 3),
      (["kernel=differences"], 2, 1),
    ])
  func kernels(settings: [String], resources: Int, recurrences: Int) throws {
    let found = try bounds(["kind=kernel"] + settings)
    #expect(found == [resources, recurrences], "\(settings): \(found)")
  }

  @Test("tile loops take the cycles that rates give")
  func tiles() throws {
    // 64 x 128 x 128 on H100 512 cycles, its 8192 exponentials 512: twice that for two tiles, and two products for each.
    #expect(try bounds(["kind=attention", "cycles-per-unit=1"])[0] == 2048)
    #expect(try bounds(["kind=attention", "machine=blackwell", "cycles-per-unit=1"])[0] == 2048)
    #expect(try bounds(["kind=attention", "machine=blackwell"])[0] == 32)
    // A product of 16 units and the correction of 64 x 128 elements on 64 lanes, 2 units.
    #expect(try bounds(["kind=attention", "machine=ampere"]) == [32, 18])
    #expect(try bounds(["kind=attention", "tiles=1"])[0] == 16)
    // Five products.
    #expect(try bounds(["kind=attention", "pass=backward"])[0] == 40)
    #expect(try bounds(["kind=attention", "pass=backward", "machine=blackwell"])[0] == 40)
    #expect(try bounds(["kind=gemm"]) == [16, 16])
    #expect(try bounds(["kind=gemm", "machine=blackwell"]) == [8, 8])
    #expect(try bounds(["kind=gemm", "steps=3"])[0] == 48)
    let spill = try LoopTexts.generate(["kind=attention", "cycles-per-unit=1"])
    // 8192 registers are 32 KB: 61 + 16.1 * 32 = 576.2
    #expect(spill.operations.first { $0.id == "S1" }?.spill == 576)
    #expect(spill.operations.first { $0.id == "ldK" }?.cycles == 192)
  }

  @Test("raw cycles divided are the coarse loop")
  func units() throws {
    for machine in ["ampere", "hopper", "blackwell"] {
      for pass in ["forward", "backward"] {
        let settings = ["kind=attention", "machine=\(machine)", "pass=\(pass)"]
        let raw = try LoopTexts.generate(settings + ["cycles-per-unit=1"])
        let coarse = try LoopTexts.generate(settings)
        #expect(try raw.scaled(by: 64).digest == coarse.digest, "\(settings)")
      }
    }
  }

  @Test(
    "settings that contradict each other or leave no schedule are refused",
    arguments: [
      (["taps=3"], "unknown parameter"), (["kernel=fir"], "found it with kind=random"),
      (["kind=kernel", "operations=3"], "expected random"),
      (["kind=kernel", "kernel=fft", "size=3"], "has one size only"),
      (["kind=attention", "pass=backward", "tiles=2"], "one tile of queries at a time"),
      (["kind=attention", "warps=1"], "has a warp for loads"),
      (["kind=attention", "machine=ampere", "warps=0"], "number of warps 0"),
      (["kind=attention", "queries=1024"], "capacity of memory SMEM"),
      (["kind=attention", "keys=512"], "no schedule of operation"),
      (["kind=gemm", "machine=blackwell", "columns=1024"], "capacity of memory TMEM"),
      (["kind=gemm", "rows=256", "columns=256", "warps=2"], "no schedule of operation"),
      (["room=2"], "without -P memories"), (["loads=0.5"], "without -P warps"),
      (["recurrences=0", "distance=3"], "no edges back"), (["operations=0"], "integer 1...10000"),
    ])
  func refused(settings: [String], message: String) {
    let text = LoopTexts.message { try LoopTexts.generate(settings) }
    #expect(text.contains(message), "\(text)")
  }
}

extension GeneratorTests {
  /// Settings and digests at seed 42.
  static let digests: [([String], String)] = [
    ([], "665c9519ac3238756d7ab0b1771e086f92cd2bde4e05d7839dd2a61ad3cfa149"),
    (
      ["operations=6", "warps=2"],
      "ffb3ac13552e0ace412118093de75e43aaa32b9b5d66cc68d319c375f607499f"
    ),
    (
      ["kind=kernel", "kernel=diffeq"],
      "7151d0cd93ce84a639315269bf3573ac4f89123014ac8317989d66ca94303b41"
    ),
    (
      ["kind=attention", "machine=blackwell"],
      "d57fc3b0289842aa5ceb7c1c37a9d7cfc6fafe1421c0ab33cffd07e6933509e0"
    ), (["kind=gemm"], "097e23367531a675ea9b9eee52eb6670f216f15c869b37f3f7fb002da600053e"),
  ]
}
