/// Tensors one after the other, those first that gain most for their size; each gets its best plan for which addresses are found.
///
/// - Source: memory space assignment in XLA (order by memory boundedness, best fit, repacking); plans are compared by exact total time.
package struct XLAGreedy {
  let units: MappingUnits
  package let state: MappingState
  var packer: ChunkPacker
  /// By access, the offset of the stay that has this place.
  package private(set) var offsets: [Int]

  /// In which order tensors have their turn.
  package enum Order: CaseIterable, Sendable {
    /// By gain for the square root of the size, as in XLA.
    case boundedness
    /// By gain for the size.
    case density
    /// By gain for the size and for the time between the first access and the last.
    case area
  }

  private let rule: Order
  /// Pairs of blocks that repacking may still look at; failures cost.
  private var repackWork = 10_000_000
  /// Whether parameters are kept across runs before anything else is placed.
  private let isPreloadFirst: Bool

  package init(_ units: MappingUnits, order rule: Order = .boundedness, preloadFirst: Bool = false)
  {
    self.units = units
    self.rule = rule
    isPreloadFirst = preloadFirst
    state = MappingState(units)
    packer = ChunkPacker(units)
    offsets = [Int](repeating: 0, count: units.accesses.count)
  }

  /// Runs until all units had their turn or `isStopped`.
  package mutating func run(isStopped: () -> Bool = { false }) {
    let order = order()
    if isPreloadFirst {
      for unit in order where units.units[unit].isParameter && !units.units[unit].isGroup {
        if isStopped() { return }
        place(unit, [])
      }
    }
    for unit in order where state.stayCount[unit] == 0 {
      if isStopped() { return }
      place(unit, PlanSearch.intervals(of: units.units[unit], units))
    }
  }

  /// The best of all orders, with and without preloading first.
  package static func best(_ units: MappingUnits, isStopped: () -> Bool = { false }) -> XLAGreedy {
    var best = XLAGreedy(units)
    best.run(isStopped: isStopped)
    for rule in Order.allCases {
      for preloadFirst in units.instance.preloadLimit > 0 ? [false, true] : [false] {
        if isStopped() { return best }
        guard rule != .boundedness || preloadFirst else { continue }
        var other = XLAGreedy(units, order: rule, preloadFirst: preloadFirst)
        other.run(isStopped: isStopped)
        if other.state.total < best.state.total { best = other }
      }
    }
    return best
  }

  package var mapping: Mapping { state.mapping(offsets: offsets) }

  /// Units by what fast memory gains for them and by what that takes, best first.
  package func order() -> [Int] {
    let instance = units.instance
    var slow = [Int](repeating: 0, count: units.count)
    for access in units.accesses { slow[access.time] += access.slow }
    let worth = units.units.map { unit -> Double in
      var (all, largest) = (0, 0)
      for access in unit.accesses {
        let data = units.accesses[access]
        let compute = instance.instructions[data.time].compute
        let gain =
          max(compute, slow[data.time]) - max(compute, slow[data.time] - data.slow + data.fast)
        all += gain
        largest = max(largest, gain)
      }
      let gain = Double(all > 0 ? all : largest)
      let times = unit.accesses.map { units.accesses[$0].time }
      let life = Double(1 + (times.max() ?? 0) - (times.min() ?? 0))
      return switch rule {
      case .boundedness: gain / Double(unit.size).squareRoot()
      case .density: gain / Double(unit.size)
      case .area: gain / Double(unit.size) / life
      }
    }
    return units.units.indices.filter { units.units[$0].highest >= 0 }.sorted {
      worth[$0] != worth[$1] ? worth[$0] > worth[$1] : $0 < $1
    }
  }

  private mutating func place(_ unit: Int, _ plans: [[Int]]) {
    let ranking = state.ranking(of: unit, plans, below: state.total)
    var repacks = 8
    for (_, plan) in ranking {
      state.set(unit, to: plan)
      if packer.place(unit, of: state, &offsets) { return }
      if repacks > 0, repack() { return }
      repacks -= 1
    }
    if !ranking.isEmpty { state.clear(unit) }
  }

  /// All stays anew; what was there stays when that fails.
  private mutating func repack() -> Bool {
    let (blocks, stays) = state.blocks()
    let old = packer
    let promotions = blocks.count < 100 ? 20 : 2
    let cost = blocks.count * blocks.count * (promotions + 1)
    guard cost < repackWork else { return false }
    guard let packed = packer.pack(blocks, promotions: promotions) else {
      packer = old
      repackWork -= cost
      return false
    }
    for (stay, block) in zip(stays, packed) { offsets[stay] = block.offset }
    return true
  }
}
