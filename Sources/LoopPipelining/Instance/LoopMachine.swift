/// What a loop runs on: functional units, memories and, in joint mode, warps.
public struct LoopMachine: Sendable, Hashable {
  /// A kind of functional unit, or a memory.
  public struct Resource: Sendable, Hashable {
    /// Its name, of its own among the units or the memories.
    public var name: String
    /// How many instances a unit has, at least 1; how much a memory holds, at least 0.
    public var capacity: Int

    /// States a resource.
    public init(name: String, capacity: Int) {
      (self.name, self.capacity) = (name, capacity)
    }
  }

  /// The warps (or warp groups) that operations are shared out among.
  public struct Warps: Sendable, Hashable {
    /// How many there are, 1 to `WarpSet.capacity`.
    public var count: Int
    /// `registers[w]`: what warp w may hold; nil = no limit.
    public var registers: [Int?]
    /// The warp of the operations of variable latency, which then run nowhere else and nothing else runs there; nil = no such rule.
    public var variableLatencyWarp: Int?
    /// How many operations a warp may issue at one time; nil = no limit.
    public var issueSlots: Int?

    /// States warps.
    public init(
      count: Int, registers: [Int?]? = nil, variableLatencyWarp: Int? = nil, issueSlots: Int? = nil
    ) {
      self.count = count
      self.registers = registers ?? Array(repeating: nil, count: count)
      self.variableLatencyWarp = variableLatencyWarp
      self.issueSlots = issueSlots
    }
  }

  /// Short name; may be empty.
  public var name: String
  /// Functional units, 0-based.
  public var units: [Resource]
  /// Memories, 0-based; a register file of a machine without warps is one of them.
  public var memories: [Resource]
  /// The warps; nil = classical modulo scheduling.
  public var warps: Warps?

  /// States a machine.
  public init(
    name: String = "", units: [Resource], memories: [Resource] = [], warps: Warps? = nil
  ) {
    (self.name, self.units, self.memories, self.warps) = (name, units, memories, warps)
  }
}

/// A set of warps, 0-based.
public struct WarpSet: Sendable, Hashable {
  /// The most warps there can be.
  public static let capacity = 64

  /// Bit w is set where warp w is in the set.
  public var bits: UInt64

  /// The set of some bits.
  public init(bits: UInt64 = 0) { self.bits = bits }

  /// The set of some warps, each in `0..<capacity`.
  public init(_ warps: some Sequence<Int>) {
    bits = warps.reduce(0) { $0 | 1 << UInt64($1) }
  }

  /// How many warps are in it.
  public var count: Int { bits.nonzeroBitCount }
  /// Whether a warp is in it.
  public func contains(_ warp: Int) -> Bool { bits >> UInt64(warp) & 1 == 1 }
  /// Whether both have a warp in common.
  public func intersects(_ other: WarpSet) -> Bool { bits & other.bits != 0 }
  /// Its warps, ascending.
  public var warps: [Int] { (0..<WarpSet.capacity).filter(contains) }
}
