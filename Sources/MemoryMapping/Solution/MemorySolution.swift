import OptCore

/// A solution of either kind of instance.
public enum MemorySolution: ProblemSolution {
  /// The type of its instances.
  public typealias Instance = MemoryInstance

  /// Offsets of buffers.
  case allocation(Allocation)
  /// Residencies of tensors.
  case mapping(Mapping)

  /// Every broken rule; empty = feasible.
  public func violations(in instance: MemoryInstance) -> [MemoryViolation] {
    switch (self, instance) {
    case (.allocation(let allocation), .allocation(let instance)):
      allocation.violations(in: instance)
    case (.mapping(let mapping), .mapping(let instance)): mapping.violations(in: instance)
    default: [.otherKind]
    }
  }

  /// The peak, or the time saved.
  public func objective(in instance: MemoryInstance) -> ObjectiveValue {
    switch (self, instance) {
    case (.allocation(let allocation), .allocation(let instance)):
      .integer(allocation.peak(in: instance))
    case (.mapping(let mapping), .mapping(let instance)):
      .integer(MappingCost(of: mapping, in: instance).saved)
    default: .integer(0)
    }
  }
}

/// A rule that a solution breaks.
public enum MemoryViolation: Sendable, Hashable, CustomStringConvertible {
  /// The solution is one of the other kind of instance.
  case otherKind
  /// The number of offsets is not that of the buffers.
  case count(found: Int, expected: Int)
  /// A buffer has an offset that it may not have.
  case buffer(String, String)
  /// A residency breaks a rule.
  case tensor(String, String)
  /// Two overlap in time and space.
  case overlap(String, String)
  /// A stated value is not the recomputed one.
  case stated(String, found: Int, recomputed: Int)

  /// What is broken, in one line.
  public var description: String {
    switch self {
    case .otherKind: "the solution is of the other variant of the family"
    case .count(let found, let expected): "found \(found) offsets for \(expected) buffers"
    case .buffer(let id, let fault): "buffer \(quoted(id)) \(fault)"
    case .tensor(let id, let fault): "tensor \(quoted(id)) \(fault)"
    case .overlap(let first, let second): "\(first) and \(second) overlap in time and space"
    case .stated(let what, let found, let recomputed):
      "states \(what) \(found), recomputed \(recomputed)"
    }
  }
}
