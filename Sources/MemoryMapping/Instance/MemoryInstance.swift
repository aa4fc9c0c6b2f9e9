import OptCore

/// An instance of the family: static allocation, or the mapping of a program's tensors.
public enum MemoryInstance: ProblemInstance, Hashable {
  /// The type of its solutions.
  public typealias Solution = MemorySolution

  /// Offsets in one memory.
  case allocation(AllocationInstance)
  /// Fast and slow memory.
  case mapping(MappingInstance)

  /// Short name.
  public var name: String {
    switch self {
    case .allocation(let instance): instance.name
    case .mapping(let instance): instance.name
    }
  }

  /// Digest of all data but names of the instance and of the hardware.
  ///
  /// - Complexity: O(size of the instance).
  public var digest: InstanceDigest {
    switch self {
    case .allocation(let instance):
      InstanceDigest(
        of: Array("\(instance.goal.rawValue) \(instance.limit ?? -1)\n".utf8) + instance.csv())
    case .mapping(let instance):
      InstanceDigest(of: Array(JSONValue.object(instance.data).compact().utf8))
    }
  }

  /// The allocation instance, for methods that `allocationObstacle` lets through.
  package var allocation: AllocationInstance? {
    if case .allocation(let instance) = self { return instance }
    return nil
  }

  /// The mapping instance.
  package var mapping: MappingInstance? {
    if case .mapping(let instance) = self { return instance }
    return nil
  }

  /// The least peak or the most time saved.
  public var sense: ObjectiveSense {
    switch self {
    case .allocation: .minimize
    case .mapping: .maximize
    }
  }
}
