/// The run of a search: first without prices, then with prices and rising limits.
///
/// Helpers join when the leader alone did not get through quickly.
struct Phases<Memory: SubProblemMemory> {
  typealias Value = Memory.Value

  let search: TardinessSearch
  let core: ClampedInstance
  let shouldStop: () -> Bool
  let onBound: (Int) -> Void
  private var crew: SearchCrew<Memory>
  private var sequence: [Int]
  private var value: Int
  /// Proven lower bound on the optimum of the clamped instance.
  private var bound = 0 {
    didSet { if bound > oldValue { onBound(min(value, bound + core.offset)) } }
  }

  /// Whether a value was found that its sequence does not reach.
  private var isContradicted = false

  /// - Returns: nil when the system has no memory to begin.
  init?(
    search: TardinessSearch, core: ClampedInstance, start: [Int],
    shouldStop: @escaping () -> Bool, onBound: @escaping (Int) -> Void
  ) {
    let crew = SearchCrew<Memory>(
      search.parameters.threads, p: core.p, d: core.d, rules: search.parameters.inferences,
      byteLimit: search.parameters.memoryLimit << 20, hashMask: search.parameters.hashMask)
    guard let crew else { return nil }
    self.crew = crew
    self.search = search
    self.core = core
    self.shouldStop = shouldStop
    self.onBound = onBound
    sequence = start
    value = search.value(of: start)
    self.crew.leader.shouldStop = shouldStop
    self.crew.leader.nodeLimit = search.parameters.nodeLimit
    self.crew.leader.beamWidth = max(1, search.parameters.beamWidth ?? Int.max)
  }

  mutating func run() -> TardinessSearch.Outcome {
    defer { crew.deallocate() }
    let isBeam = crew.leader.beamWidth < Int.max
    let ending = isBeam ? runBeam() : runExact()
    return TardinessSearch.Outcome(
      sequence: sequence, value: value, bound: min(value, bound + core.offset), ending: ending,
      statistics: crew.statistics)
  }

  private mutating func runBeam() -> TardinessSearch.Ending {
    if pricesPay {
      var prices = MachinePrices(processingTimes: core.p, dueDates: core.d)
      prices.optimize(.quick, shouldStop: shouldStop)
      install(prices)
    }
    return attempt(limit: .max) ? .completed : failure
  }

  private mutating func runExact() -> TardinessSearch.Ending {
    let nodeLimit = search.parameters.nodeLimit
    guard pricesPay else {
      crew.leader.nodeAllowance = nodeLimit
      return attempt(limit: .max) ? .proved : failure
    }
    // Nodes worth spending before prices: about the time their computation takes.
    crew.leader.nodeAllowance = min(nodeLimit, search.parameters.pricingDelay ?? 15_000)
    if attempt(limit: .max, alone: true) { return .proved }
    guard !isContradicted, crew.leader.ending == .allowance, crew.leader.nodeAllowance < nodeLimit
    else {
      return failure
    }
    return runPriced(nodeLimit)
  }

  /// Searches with limits that rise from the price bound until the optimum is inside. What one search
  /// proved stays in the memory for the next. Prices are refined once, when that is likely to pay.
  private mutating func runPriced(_ nodeLimit: Int) -> TardinessSearch.Ending {
    var prices = MachinePrices(processingTimes: core.p, dueDates: core.d)
    prices.threads = search.parameters.threads
    prices.optimize(.standard, shouldStop: shouldStop)
    install(prices)
    var margin = max(2, bound / 4000)
    var isRefined = false
    crew.leader.nodeAllowance = min(nodeLimit, crew.statistics.nodeCount + 40_000)
    while bound + core.offset < value, !shouldStop() {
      if attempt(limit: Value(min(bound + margin, value - core.offset))) { return .proved }
      switch crew.leader.ending {
      case .completed where !isContradicted:
        margin += margin / 2 + 1
      case .allowance where !isRefined && crew.leader.nodeAllowance < nodeLimit:
        isRefined = true
        crew.leader.nodeAllowance = nodeLimit
        prices.optimize(.fine, shouldStop: shouldStop)
        let before = bound
        install(prices)
        margin = max(2, margin - (bound - before))
      default:
        return failure
      }
    }
    return bound + core.offset < value ? .stopped : .proved
  }

  /// Price tables take O(n P) time: beyond this they cost more than a plain search can repay.
  private var pricesPay: Bool {
    guard search.parameters.inferences.contains(.prices) else { return false }
    let (work, overflow) = core.p.count.multipliedReportingOverflow(by: core.horizon)
    return !overflow && core.horizon > 0 && work <= 1_000_000_000
  }

  private var failure: TardinessSearch.Ending {
    if isContradicted { return .contradicted }
    return switch crew.leader.ending {
    case .completed, .stopped, .overtaken: .stopped
    case .contradicted: .contradicted
    case .allowance: .nodeLimit
    case .memory: .memoryLimit
    }
  }

  /// Searches the root up to a limit.
  ///
  /// A value counts once the sequence traced from the memory has it: hashes that collided somewhere below do not agree.
  ///
  /// - Parameter alone: whether only the leader searches.
  /// - Returns: whether the optimum was found; `sequence`, `value` and `bound` are updated.
  private mutating func attempt(limit: Value, alone: Bool = false) -> Bool {
    crew.leader.statistics.limitCount += 1
    guard let found = crew.solve(limit: limit, alone: alone) else { return false }
    let isExact = crew.leader.beamWidth == .max
    let order = found <= limit ? crew.leader.sequence(value: found) : nil
    if let order {
      let reached = search.value(of: order)
      isContradicted = isExact && reached != Int(found) + core.offset
      if isContradicted { return false }
      if reached <= value { (sequence, value) = (order, reached) }
    } else if crew.leader.ending == .contradicted {
      isContradicted = true
      return false
    }
    if isExact { bound = max(bound, Int(found)) }
    return order != nil
  }

  /// Bounds the root by prices, sharpened by the dynamic program over time, and gives the better
  /// potential to the crew.leader.
  private mutating func install(_ prices: MachinePrices) {
    let scale = PriceTable<Value>.scale
    guard var best = makeTable(prices.potential(scale: scale)) else { return }
    let (p, d) = (crew.leader.ids.map { core.p[$0] }, crew.leader.ids.map { core.d[$0] })
    let program = PotentialSharpening(p: p, d: d, scale: scale, horizon: core.horizon)
    if let sharper = program.potential(rewards: best.rewards, shouldStop: shouldStop),
      var other = makeTable(sharper)
    {
      if other.rootBound > best.rootBound { swap(&best, &other) }
      other.deallocate()
    }
    let value = Int(PriceTable<Value>.unscaled(best.rootBound))
    if let known = crew.leader.statistics.priceBound, known >= value + core.offset {
      best.deallocate()
      return
    }
    crew.leader.prices?.deallocate()
    crew.leader.prices = best
    bound = max(bound, value)
    crew.leader.statistics.priceBound = value + core.offset
  }

  private func makeTable(_ potential: [Int]) -> PriceTable<Value>? {
    PriceTable(
      p: crew.leader.p, d: crew.leader.d, count: core.p.count, potential: potential,
      byteLimit: search.parameters.memoryLimit << 18, threads: search.parameters.threads,
      shouldStop: shouldStop)
  }
}
