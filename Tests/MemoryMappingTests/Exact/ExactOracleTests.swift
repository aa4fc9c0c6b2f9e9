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
    .init(isDense: true),
  ]

  @Test("least peaks are those of all offsets", arguments: kinds.indices)
  func peaks(kind: Int) throws {
    var stream = RandomStream(seed: 100 + UInt64(kind))
    var proven = 0
    for round in 0..<700 {
      let buffers = AllocationOracle.random(&stream, Self.kinds[kind])
      let instance = try AllocationInstance(name: "r\(round)", buffers: buffers, goal: .peak)
      guard instance.impossibility == nil else { continue }
      let expected = AllocationOracle.peak(of: instance, highest: 40)
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
}
