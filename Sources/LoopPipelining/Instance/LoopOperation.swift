/// One operation of a loop's body.
public struct LoopOperation: Sendable, Hashable {
  /// A stretch of time in which an operation occupies a unit.
  public struct Use: Sendable, Hashable {
    /// 0-based.
    public var unit: Int
    /// It begins so many cycles after the issue, at least 0.
    public var from: Int
    /// And ends before this one, at least `from`.
    public var to: Int
    /// How many instances of the unit, at least 1.
    public var amount: Int

    /// States a stretch.
    public init(unit: Int, from: Int, to: Int, amount: Int = 1) {
      (self.unit, self.from, self.to, self.amount) = (unit, from, to, amount)
    }
  }

  /// An amount of a memory.
  public struct Footprint: Sendable, Hashable {
    /// 0-based.
    public var memory: Int
    /// At least 0.
    public var amount: Int

    /// States an amount.
    public init(memory: Int, amount: Int) { (self.memory, self.amount) = (memory, amount) }
  }

  /// Its identifier, of its own in the loop.
  public var id: String
  /// Cycles from issue to completion, at least 0; counts for the length only.
  public var cycles: Int
  /// Its reservation table.
  public var uses: [Use]
  /// What its result occupies while it is live, each memory at most once.
  public var memory: [Footprint]
  /// Registers of its result, shared out evenly among its warps.
  public var registers: Int
  /// How many warps execute it together, at least 1.
  public var warpCount: Int
  /// Whether it belongs on the machine's warp of variable latency.
  public var hasVariableLatency: Bool
  /// Whether it runs ahead and its depth is a parameter of tuning; says nothing to the solver.
  public var isStreaming: Bool
  /// Further delay for users of its result on other warps, at least 0.
  public var spill: Int
  /// Cycles for which it keeps the instruction stream of its warps busy, at least 0.
  public var issue: Int
  /// Its result is live from so many cycles after the issue, at least 0.
  public var liveFrom: Int

  /// An operation with everything at its default but what is given; `issue` nil = `cycles`.
  public init(
    id: String, cycles: Int = 1, uses: [Use] = [], memory: [Footprint] = [], registers: Int = 0,
    warpCount: Int = 1, hasVariableLatency: Bool = false, isStreaming: Bool = false,
    spill: Int = 0, issue: Int? = nil, liveFrom: Int = 0
  ) {
    self.id = id
    self.cycles = cycles
    self.uses = uses
    self.memory = memory
    self.registers = registers
    self.warpCount = warpCount
    self.hasVariableLatency = hasVariableLatency
    self.isStreaming = isStreaming
    self.spill = spill
    self.issue = issue ?? cycles
    self.liveFrom = liveFrom
  }

  /// What the length counts from its start: its cycles, at least 1.
  public var span: Int { max(1, cycles) }
  /// What its result takes of the registers of each of its warps.
  public var registersPerWarp: Int { (registers + warpCount - 1) / warpCount }
}

/// A dependence: with initiation interval II, `start[target] + distance * II >= start[source] + delay`.
public struct LoopEdge: Sendable, Hashable {
  /// Whether a value is carried.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The target uses the value of the source.
    case data
    /// Timing only.
    case order
  }

  /// Operation, 0-based.
  public var source: Int
  /// Operation, 0-based.
  public var target: Int
  /// Cycles; may be negative.
  public var delay: Int
  /// Iterations between both ends, at least 0.
  public var distance: Int
  /// Whether a value is carried.
  public var kind: Kind
  /// Whether the target must wait for it synchronously.
  public var isBlocking: Bool
  /// The value stays allocated until so many cycles after the target's issue, at least 0.
  public var hold: Int
  /// Whether both ends run on the same set of warps; without warps it says nothing.
  public var needsSameWarps: Bool

  /// States a dependence.
  public init(
    from source: Int, to target: Int, delay: Int = 0, distance: Int = 0, kind: Kind = .data,
    isBlocking: Bool = false, hold: Int = 0, needsSameWarps: Bool = false
  ) {
    self.source = source
    self.target = target
    self.delay = delay
    self.distance = distance
    self.kind = kind
    self.isBlocking = isBlocking
    self.hold = hold
    self.needsSameWarps = needsSameWarps
  }

  /// Whether a value is carried.
  public var isData: Bool { kind == .data }
}
