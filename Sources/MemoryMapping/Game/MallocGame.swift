/// A game for one player whose final states are mappings: it walks through the accesses of a program and decides for each who serves it.
///
/// The rewards are the exact decreases of the total time, so they add up to the time that the final mapping saves. A value: copies are
/// independent. The rules are ours, after the idea of a game for memory mapping.
///
/// - Source: Wang et al. (2023), "Optimizing Memory Mapping Using Deep Reinforcement Learning" (the idea of the game).
public struct MallocGame: Sendable {
  /// What may be done with an access.
  public enum Action: Int, Sendable, Hashable, CaseIterable {
    /// Fast without a copy: written there, or kept since the access before; a later access of an alias group that is fast.
    case noCopy
    /// Fast by a copy from slow memory that ends before the access.
    case copy
    /// Slow.
    case drop
  }

  /// A decision to take: an access of a unit.
  struct Decision: Sendable {
    var unit: Int
    var access: Int
    var isFirstOfUnit: Bool
  }

  let units: MappingUnits
  let rule: OffsetRule
  let decisions: [Decision]
  /// Decisions taken.
  public private(set) var cursor = 0
  /// The total time as it stands, accesses to come counted as slow; picoseconds.
  public internal(set) var total: Int
  /// The time with slow memory only.
  public let base: Int
  // By unit.
  /// The stay that may be extended; -1 = none.
  var open: [Int]
  /// Where its last stay ends.
  var lastEnd: [Int]
  /// The time from which there is a valid copy in slow memory; `Int.max` = there is none.
  var slowFrom: [Int]
  var isGroupFast: [Bool]
  /// All stays but those of groups.
  var stays: [Mapping.Residency] = []
  /// First stay of a unit made by its producer; -1 = none.
  var defined: [Int]
  var groups: [(unit: Int, lower: Int, upper: Int, offset: Int)] = []
  var memory: ChunkPacker
  // By instruction.
  var slowTime: [Int]
  var fastTime: [Int]

  /// The beginning: nothing is decided.
  ///
  /// - Parameter offsets: which free addresses stays get.
  public init(_ instance: MappingInstance, offsets rule: OffsetRule = .best) {
    self.init(MappingUnits(instance), offsets: rule)
  }

  package init(_ units: MappingUnits, offsets rule: OffsetRule) {
    self.units = units
    self.rule = rule
    base = MappingCost.base(of: units.instance)
    total = base
    memory = ChunkPacker(units)
    let number = units.units.count
    open = [Int](repeating: -1, count: number)
    defined = open
    lastEnd = [Int](repeating: 0, count: number)
    slowFrom = units.units.map { $0.isParameter ? 0 : Int.max }
    isGroupFast = [Bool](repeating: false, count: number)
    slowTime = [Int](repeating: 0, count: units.count)
    fastTime = slowTime
    for access in units.accesses { slowTime[access.time] += access.slow }
    var decisions: [Decision] = []
    for (index, unit) in units.units.enumerated() {
      for access in unit.accesses {
        decisions.append(Decision(unit: index, access: access, isFirstOfUnit: false))
      }
    }
    let accesses = units.accesses
    decisions.sort { first, second in
      let (a, b) = (accesses[first.access], accesses[second.access])
      if a.time != b.time { return a.time < b.time }
      if a.isWrite != b.isWrite { return b.isWrite }
      return first.access < second.access
    }
    var isSeen = [Bool](repeating: false, count: number)
    for index in decisions.indices where !isSeen[decisions[index].unit] {
      isSeen[decisions[index].unit] = true
      decisions[index].isFirstOfUnit = true
    }
    self.decisions = decisions
  }

  /// Whether all accesses are decided.
  public var isOver: Bool { cursor == decisions.count }

  /// The time saved so far: the sum of all rewards.
  public var saved: Int { base - total }

  /// The mapping as it stands; valid at the end.
  public var mapping: Mapping {
    Mapping(
      residencies: stays
        + groups.flatMap { group in
          units.units[group.unit].groupStays(
            lower: group.lower, upper: group.upper, offset: group.offset, units.instance)
        })
  }

  /// What may be done now; never empty before the end.
  public var legalActions: [Action] { Action.allCases.filter { isLegal($0) } }

  /// Does it; illegal actions do nothing.
  ///
  /// - Returns: The decrease of the total time, which may be negative.
  @discardableResult
  public mutating func play(_ action: Action) -> Int {
    guard let change = change(for: action) else { return 0 }
    let before = total
    apply(change)
    cursor += 1
    total = currentTotal()
    return before - total
  }

  /// Whether an action is legal now.
  public func isLegal(_ action: Action) -> Bool { change(for: action) != nil }
}
