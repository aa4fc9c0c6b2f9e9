import MemoryMapping
import OptCore
import Testing

/// Why nothing fits, against trying all offsets.
@Suite("infeasible subsets of buffers")
struct InfeasibleSubsetTests {
  typealias Buffer = MemoryMapping.Buffer

  /// What a run says in its statistics.
  struct Explanation {
    var ids: [String]
    var time: Int?
    var isIrreducible: Bool
    var reason: String

    init?(_ statistics: [JSONValue.Member]) {
      func value(_ key: String) -> JSONValue? { statistics.first { $0.key == key }?.value }
      guard case .array(let ids) = value("infeasible_subset"),
        case .bool(let isIrreducible) = value("infeasible_irreducible"),
        let reason = value("infeasible_reason")?.asString
      else { return nil }
      self.ids = ids.compactMap(\.asString)
      time = value("infeasible_time")?.asInteger
      (self.isIrreducible, self.reason) = (isIrreducible, reason)
    }
  }

  private func isIrreducible(_ buffers: [Buffer], _ capacity: Int) -> Bool {
    buffers.indices.allSatisfy { index in
      var others = buffers
      others.remove(at: index)
      return AllocationOracle.fits(others, capacity)
    }
  }

  @Test("a subset alone does not fit, and what is called irreducible is", arguments: 0..<7)
  func subsets(kind: Int) throws {
    var stream = RandomStream(seed: 7 + UInt64(kind))
    var (explained, irreducible) = (0, 0)
    for round in 0..<500 {
      let buffers = AllocationOracle.random(&stream, ExactOracleTests.kinds[kind])
      let capacity = max(1, LoadBound.load(of: buffers) + stream.below(5) - 2)
      guard !AllocationOracle.fits(buffers, capacity) else { continue }
      let instance = try AllocationInstance(
        name: "r\(round)", buffers: buffers, capacity: capacity, goal: .fit)
      let result = try MemoryMappingFamily().solve(
        .allocation(instance), method: "exact", limits: SolveLimits(work: 200_000),
        threads: 1 + round % 2)
      guard result.status == .infeasible else { continue }
      let explanation = try #require(Explanation(result.statistics))
      let subset = buffers.filter { explanation.ids.contains($0.id) }
      #expect(subset.count == explanation.ids.count)
      #expect(!AllocationOracle.fits(subset, capacity), "\(buffers) \(capacity)")
      if let time = explanation.time {
        #expect(subset.allSatisfy { $0.lower <= time && time < $0.upper })
      }
      explained += 1
      guard explanation.isIrreducible else { continue }
      irreducible += 1
      #expect(isIrreducible(subset, capacity), "\(buffers) \(capacity)")
    }
    #expect(explained > 100)
    // Without alignments, fixed offsets and gaps nothing is left in doubt.
    #expect(kind == 0 ? irreducible == explained : 5 * irreducible > 4 * explained)
  }

  @Test("what a search refuted is cut down to what is needed", arguments: 0..<3, [false, true])
  func packing(number: Int, isNested: Bool) throws {
    var buffers = ExactOracleTests.gaps[number].enumerated().map { index, row in
      Buffer(id: "b\(index)", lower: row.0, upper: row.1, size: row.2)
    }
    if isNested {
      // One that meets all others, and one that meets none.
      buffers.insert(Buffer(id: "wide", lower: 0, upper: 9, size: 2), at: 3)
      buffers.append(Buffer(id: "apart", lower: 20, upper: 29, size: 2))
    }
    let capacity = isNested ? 9 : 7
    // Two threads: both have to end once one has refuted.
    let result = try MemoryMappingFamily().solve(
      .allocation(try AllocationInstance(name: "gap", buffers: buffers, capacity: capacity)),
      method: "exact", threads: 2)
    #expect(result.status == .infeasible)
    let explanation = try #require(Explanation(result.statistics))
    #expect(explanation.time == nil)
    #expect(explanation.ids.contains("wide") == isNested)
    #expect(!explanation.ids.contains("apart"))
    let subset = buffers.filter { explanation.ids.contains($0.id) }
    #expect(!AllocationOracle.fits(subset, capacity))
    if explanation.isIrreducible { #expect(isIrreducible(subset, capacity)) }

    for effort in [0, 3_000, 100_000, 100_000_000] {
      let found = InfeasibleSubset.find(
        in: buffers, among: Array(buffers.indices), capacity: capacity, effort: effort,
        mustStop: { false })
      let subset = found.buffers.map { buffers[$0] }
      #expect(!AllocationOracle.fits(subset, capacity))
      #expect(found.isIrreducible == isIrreducible(subset, capacity))
      if effort == 0 { #expect(!found.isIrreducible && found.buffers.count == buffers.count) }
      if effort > 10_000_000 { #expect(found.isIrreducible) }
    }
  }

  private func reason(_ buffers: [Buffer], _ capacity: Int, _ method: String) throws -> String? {
    let instance = try AllocationInstance(name: "w", buffers: buffers, capacity: capacity)
    let result = try MemoryMappingFamily().solve(.allocation(instance), method: method)
    #expect(result.status == .infeasible)
    return Explanation(result.statistics)?.reason
  }

  @Test("too much at one time in words", arguments: ["exact", "auto", "greedy"])
  func loadWords(method: String) throws {
    let buffers = [
      Buffer(id: "small", lower: 0, upper: 9, size: 100),
      Buffer(id: "a", lower: 3, upper: 7, size: 786_432),
      Buffer(id: "late", lower: 7, upper: 9, size: 1_048_576),
      Buffer(id: "b", lower: 5, upper: 6, size: 346_030),
    ]
    #expect(
      try reason(Array(buffers), 1_048_576, method)
        == "these 2 buffers alone need 1132462 bytes (1.08 MiB) at time 5, 83886 bytes (81.92 KiB)"
        + " above the capacity of 1048576 bytes (1 MiB): 'a' of 786432 bytes (768 KiB), 'b' of 346030"
        + " bytes (337.92 KiB); this subset is irreducible: without any one of them the others fit")
    #expect(
      try reason([buffers[0]], 99, method)
        == "buffer 'small' alone needs 100 bytes at time 0, 1 byte above the capacity of 99 bytes")
  }

  @Test("a search's proof in words")
  func packingWords() throws {
    var buffers = [
      Buffer(id: "a", lower: 0, upper: 4, size: 5), Buffer(id: "b", lower: 2, upper: 6, size: 5),
      Buffer(id: "c", lower: 5, upper: 6, size: 1),
    ]
    buffers[0].alignment = 4
    buffers[1].alignment = 4
    #expect(
      try reason(buffers, 12, "exact")
        == "these 2 buffers alone do not fit into the capacity of 12 bytes, though at no time do"
        + " they occupy more than 10 bytes (time 2): 'a' of 5 bytes aligned to 4, 'b' of 5 bytes"
        + " aligned to 4; this subset is irreducible: without any one of them the others fit")
  }

  @Test("sizes in words")
  func sizes() {
    let words = [
      0: "0 bytes", 1: "1 byte", 1023: "1023 bytes", 1024: "1024 bytes (1 KiB)",
      1_132_462: "1132462 bytes (1.08 MiB)", 1536: "1536 bytes (1.5 KiB)",
      1 << 60: "1152921504606846976 bytes (1 EiB)", 1076: "1076 bytes (1.05 KiB)",
    ]
    for (size, text) in words { #expect(SubsetWords.bytes(size) == text) }
  }
}
