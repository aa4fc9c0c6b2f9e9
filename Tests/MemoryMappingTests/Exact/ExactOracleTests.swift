import MemoryMapping
import OptCore
import Testing

/// The exact search against trying all offsets.
@Suite("exact search against all offsets")
struct ExactOracleTests {
  static let kinds: [AllocationOracle.Kind] = [
    .init(), .init(hasAlignments: true), .init(hasGaps: true), .init(hasFixed: true),
    .init(hasAlignments: true, hasFixed: true), .init(hasGaps: true, hasWindows: true),
    .init(hasAlignments: true, hasGaps: true, hasWindows: true, hasFixed: true),
  ]

  @Test("least peaks are those of all offsets", arguments: kinds.indices)
  func peaks(kind: Int) throws {
    var stream = RandomStream(seed: 100 + UInt64(kind))
    var proven = 0
    for round in 0..<700 {
      let buffers = AllocationOracle.random(&stream, Self.kinds[kind])
      let instance = try AllocationInstance(name: "r\(round)", buffers: buffers, goal: .peak)
      guard instance.impossibility == nil else { continue }
      let expected = AllocationOracle.peak(of: instance, highest: 80)
      let result = try MemoryMappingFamily().solve(
        .allocation(instance), method: "exact", limits: SolveLimits(work: 200_000),
        threads: 1 + round % 2)
      let found = result.incumbent?.objective.asInteger
      switch result.status {
      case .optimal:
        proven += 1
        #expect(found == expected, "\(buffers)")
      case .infeasible: #expect(expected == nil, "\(buffers)")
      default:
        // Only where buffers may interlock, or within the work limit.
        #expect(Self.kinds[kind].hasWindows, "\(buffers)")
        if let found, let expected { #expect(found >= expected) }
      }
      if let bound = result.bound?.asInteger, let expected { #expect(bound <= expected) }
    }
    #expect(proven > 300)
  }

  @Test("capacities fit or are refuted as all offsets say", arguments: kinds.indices)
  func capacities(kind: Int) throws {
    var stream = RandomStream(seed: 900 + UInt64(kind))
    var (fitting, refuted) = (0, 0)
    for round in 0..<700 {
      let buffers = AllocationOracle.random(&stream, Self.kinds[kind])
      let capacity = LoadBound.load(of: buffers) + stream.below(3)
      let instance = try AllocationInstance(
        name: "r\(round)", buffers: buffers, capacity: capacity, goal: .fit)
      guard instance.impossibility == nil else { continue }
      let result = try MemoryMappingFamily().solve(
        .allocation(instance), method: "exact", limits: SolveLimits(work: 200_000))
      let fits = AllocationOracle.fits(buffers, capacity)
      if result.incumbent != nil {
        fitting += 1
        #expect(fits)
      } else if result.status == .infeasible {
        refuted += 1
        #expect(!fits, "\(buffers) \(capacity)")
      } else {
        #expect(Self.kinds[kind].hasWindows, "\(buffers) \(capacity)")
      }
    }
    #expect(fitting > 100)
    // The load of so few buffers is enough where they are neither aligned nor fixed.
    #expect(refuted > 5 || kind == 0)
  }

  /// Instances of load 7 whose least peak is 8: begins, ends and sizes.
  static let gaps: [[(Int, Int, Int)]] = [
    [
      (0, 1, 3), (0, 2, 1), (0, 1, 3), (1, 2, 1), (1, 3, 4), (1, 2, 1), (2, 4, 2), (2, 5, 1),
      (3, 6, 1), (3, 4, 3), (4, 7, 4), (4, 5, 1), (5, 6, 2), (6, 7, 3),
    ],
    [
      (0, 2, 1), (0, 2, 4), (0, 3, 2), (2, 4, 3), (2, 5, 2), (3, 6, 1), (3, 5, 1), (4, 6, 1),
      (4, 5, 1), (4, 7, 1), (5, 7, 2), (5, 7, 2), (6, 7, 2),
    ],
    [
      (0, 2, 2), (0, 1, 4), (0, 3, 1), (1, 2, 1), (1, 3, 2), (1, 4, 1), (2, 5, 3), (3, 6, 3),
      (4, 7, 1), (5, 6, 2), (5, 7, 1), (6, 7, 4), (6, 7, 1),
    ],
  ]

  @Test("a peak above the load is proven by search", arguments: gaps.indices)
  func loadIsNotEnough(number: Int) throws {
    let buffers = Self.gaps[number].enumerated().map { index, row in
      Buffer(id: "b\(index)", lower: row.0, upper: row.1, size: row.2)
    }
    #expect(LoadBound.load(of: buffers) == 7)
    #expect(!AllocationOracle.fits(buffers, 7))
    let family = MemoryMappingFamily()
    let peak = try family.solve(
      .allocation(try AllocationInstance(name: "gap", buffers: buffers)), method: "exact")
    #expect(peak.status == .optimal)
    #expect(peak.incumbent?.objective == .integer(8))
    let tight = try family.solve(
      .allocation(try AllocationInstance(name: "gap", buffers: buffers, capacity: 7)),
      method: "exact")
    #expect(tight.status == .infeasible)
  }
}
