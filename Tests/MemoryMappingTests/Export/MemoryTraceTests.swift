import Foundation
import MemoryMapping
import OptCore
import Testing

@Suite("Trace events of memory solutions")
struct MemoryTraceTests {
  private struct File: Decodable {
    var traceEvents: [Event]
  }

  private struct Event: Decodable {
    struct Arguments: Decodable {
      var used: Int?
      var size: Int?
      var offset: Int?
    }

    var name: String
    var ph: String
    var ts: Double?
    var dur: Double?
    var pid: Int
    var tid: Int?
    var args: Arguments?
  }

  private func events(_ placed: PlacedInstance) throws -> [Event] {
    try JSONDecoder().decode(File.self, from: Data(try placed.export("trace.json").utf8))
      .traceEvents
  }

  @Test("slices of a track do not overlap, and there is one for every buffer or stay")
  func tracks() throws {
    for placed in try PlacedInstance.samples() {
      let slices = try events(placed).filter { $0.ph == "X" }
      for track in Dictionary(grouping: slices, by: { "\($0.pid) \($0.tid ?? 0)" }).values {
        let sorted = track.sorted { ($0.ts ?? 0) < ($1.ts ?? 0) }
        for (first, second) in zip(sorted, sorted.dropFirst()) {
          let end = (first.ts ?? 0) + (first.dur ?? 0)
          #expect(end <= (second.ts ?? 0) + 1e-6, "\(first.name) \(second.name)")
        }
      }
      let count = slices.filter { $0.pid == 1 }.count
      switch placed.solution {
      case .allocation(let allocation): #expect(count == allocation.offsets.count)
      case .mapping(let mapping): #expect(count == mapping.residencies.count)
      }
    }
  }

  @Test("the counter is the load by the definition")
  func counter() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      let placed = try PlacedInstance.allocation(seed)
      guard let buffers = placed.instance.allocation?.buffers else { continue }
      var used: [Int: Int] = [:]
      for event in try events(placed) where event.ph == "C" {
        used[Int(event.ts ?? -1)] = event.args?.used
      }
      var level = 0
      for time in 0...60 {
        level = used[time] ?? level
        let expected = buffers.flatMap(\.pieces).filter { $0.times.contains(time) }
          .reduce(0) { $0 + $1.addresses.count }
        #expect(level == expected, "seed \(seed) time \(time)")
      }
    }
  }

  @Test("a program ends when its cost says, with its waits for copies")
  func program() throws {
    for placed in try PlacedInstance.samples() {
      guard let instance = placed.instance.mapping, case .mapping(let mapping) = placed.solution
      else { continue }
      let cost = MappingCost(of: mapping, in: instance)
      let stalls = CopyStalls(of: mapping, cost, in: instance)
      #expect(stalls.before.reduce(0, +) == cost.stall)
      let slices = try events(placed).filter { $0.ph == "X" && $0.pid == 2 }
      let end = slices.map { ($0.ts ?? 0) + ($0.dur ?? 0) }.max() ?? 0
      #expect(abs(end - Double(cost.total) / 1e6) < 1e-5)
      #expect(slices.filter { $0.tid == 1 }.count == instance.instructions.count)
    }
  }
}
