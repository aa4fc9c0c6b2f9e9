/// The run of a search: first without prices, then with prices and rising limits.
struct Phases<Value: FixedWidthInteger & SignedInteger> {
  let search: TardinessSearch
  let core: ClampedInstance
  let shouldStop: () -> Bool
  let onBound: (Int) -> Void
  private var kernel: DecompositionKernel<Value>
  private var sequence: [Int]
  private var value: Int
  /// Proven lower bound on the optimum of the clamped instance.
  private var bound = 0 {
    didSet { if bound > oldValue { onBound(min(value, bound + core.offset)) } }
  }

  init(
    search: TardinessSearch, core: ClampedInstance, start: [Int],
    shouldStop: @escaping () -> Bool, onBound: @escaping (Int) -> Void
  ) {
    self.search = search
    self.core = core
    self.shouldStop = shouldStop
    self.onBound = onBound
    sequence = start
    value = search.value(of: start)
    kernel = DecompositionKernel(
      p: core.p, d: core.d, rules: search.parameters.inferences,
      byteLimit: search.parameters.memoryLimit << 20)
    kernel.shouldStop = shouldStop
    kernel.beamWidth = max(1, search.parameters.beamWidth ?? Int.max)
  }

  mutating func run() -> TardinessSearch.Outcome {
    defer { kernel.deallocate() }
    let isBeam = kernel.beamWidth < Int.max
    let ending = isBeam ? runBeam() : runExact()
    var statistics = kernel.statistics
    statistics.entryCount = kernel.memory.entryCount
    statistics.evictionCount = kernel.memory.evictionCount
    statistics.collisionCount = kernel.memory.collisionCount
    return TardinessSearch.Outcome(
      sequence: sequence, value: value, bound: min(value, bound + core.offset), ending: ending,
      statistics: statistics)
  }

  private mutating func runBeam() -> TardinessSearch.Ending {
    if search.parameters.inferences.contains(.prices), pricesPay { installPrices(cells: 64) }
    return attempt(limit: .max) ? .completed : failure
  }

  /// Nodes worth spending before prices: about the time their computation takes.
  private var pricingDelay: Int {
    search.parameters.pricingDelay ?? 15_000
  }

  /// Price tables take O(n P) time: beyond this they cost more than a plain search can repay.
  private var pricesPay: Bool {
    let (work, overflow) = core.p.count.multipliedReportingOverflow(by: core.horizon)
    return !overflow && core.horizon > 0 && work <= 1_000_000_000
  }

  private mutating func runExact() -> TardinessSearch.Ending {
    let usesPrices = search.parameters.inferences.contains(.prices) && pricesPay
    let limit = search.parameters.nodeLimit
    kernel.nodeAllowance = usesPrices ? min(limit, pricingDelay) : limit
    if attempt(limit: .max) { return .proved }
    guard usesPrices, kernel.ending == .allowance, kernel.nodeAllowance < limit else {
      return failure
    }
    kernel.nodeAllowance = limit
    installPrices(cells: 128)
    // The margin above the bound doubles until the optimum is inside.
    var margin = max(2, bound / 4000)
    while true {
      let target = min(bound + margin, value - core.offset)
      if attempt(limit: Value(target)) { return .proved }
      if kernel.ending != .completed { return failure }
      margin *= 2
    }
  }

  private var failure: TardinessSearch.Ending {
    switch kernel.ending {
    case .completed, .stopped: .stopped
    case .allowance: .nodeLimit
    case .memory: .memoryLimit
    }
  }

  /// Searches the root up to a limit.
  ///
  /// - Returns: whether the optimum was found; `sequence`, `value` and `bound` are updated.
  private mutating func attempt(limit: Value) -> Bool {
    kernel.ending = .completed
    kernel.statistics.limitCount += 1
    let root = kernel.makeRoot()
    let found = kernel.solve(root, limit: limit)
    guard kernel.ending == .completed else { return false }
    if kernel.beamWidth == .max { bound = max(bound, Int(found)) }
    guard found <= limit, let order = kernel.sequence(of: root, value: found) else { return false }
    let better = search.value(of: order)
    if better <= value { (sequence, value) = (order, better) }
    return true
  }

  /// Computes prices, sharpens them by the dynamic program over time, and bounds the root with them.
  private mutating func installPrices(cells: Int) {
    var prices = MachinePrices(processingTimes: core.p, dueDates: core.d)
    prices.optimize(cells: cells, shouldStop: shouldStop)
    let scale = PriceTable<Value>.scale
    var table = makeTable(prices.potential(scale: scale))
    var rootBound = table.rootBound
    let rewards = (0..<core.p.count).map { table.reward($0) }
    let program = PotentialSharpening(
      p: kernel.ids.map { core.p[$0] }, d: kernel.ids.map { core.d[$0] }, scale: scale,
      horizon: core.horizon)
    if let sharper = program.potential(rewards: rewards) {
      let other = makeTable(sharper)
      if other.rootBound > rootBound {
        table.deallocate()
        table = other
        rootBound = other.rootBound
      } else {
        other.deallocate()
      }
    }
    kernel.prices?.deallocate()
    kernel.prices = table
    let value = Int(PriceTable<Value>.unscaled(rootBound))
    bound = max(bound, value)
    kernel.statistics.priceBound = value + core.offset
  }

  private func makeTable(_ potential: [Int]) -> PriceTable<Value> {
    PriceTable(p: kernel.p, d: kernel.d, count: core.p.count, potential: potential)
  }
}
