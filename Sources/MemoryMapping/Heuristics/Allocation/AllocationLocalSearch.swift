import OptCore
import Synchronization

/// Local search over orders: the part of method `local-search` for static allocation.
struct AllocationLocalSearch {
  /// Who finds what is found.
  let source: String

  /// Its settings.
  static let parameters = [
    ParameterDescription(
      "memory", .integer(1...10_000_000), default: "1000",
      "values that a new one is compared with: longer is slower and better"),
    ParameterDescription(
      "share", .real(0...1), default: "0.5",
      "what stands too high: from the load (0) to the best peak (1)"),
    ParameterDescription("wild", .real(0...1), default: "0.1", "share of moves of any buffer"),
    ParameterDescription(
      "moves", .integer(1...(1 << 60)), default: "200000", "moves tried, where no limit is given"),
  ]

  /// Pairs of buffers in each other's way that fit into memory.
  private static let mostConflicts = 4_000_000

  /// Why it cannot work on an instance; nil = it can.
  static func obstacle(on instance: AllocationInstance) -> String? {
    let buffers = instance.buffers
    let conflicts = PlacementOrder.conflicts(of: buffers).reduce(0, +)
    guard conflicts > AllocationLocalSearch.mostConflicts else { return nil }
    return "\(conflicts / 2) pairs of buffers are in each other's way,"
      + " at most \(AllocationLocalSearch.mostConflicts / 2) are searched"
  }

  /// Runs until the session says stop, or its work is done.
  func run(
    _ request: SolveRequest<MemorySolution>, in session: SolveSession<MemoryInstance>
  ) throws(SolveError) -> Termination {
    guard let offers = AllocationOffers(session, source: source) else { return .completed }
    let starts = try GreedyStart(offers).run()
    guard !offers.isOver, !starts.isEmpty else { return session.stopReason ?? .completed }
    let settings = OrderSearch.Settings(request.parameters)
    let work = session.limits.work
    let most =
      work ?? (session.limits.time == nil ? request.parameters.integer("moves") ?? .max : .max)
    let moves = Atomic<Int>(0)
    @Sendable func search(_ number: Int) {
      // Faults stay in the session.
      try? AllocationLocalSearch.run(
        offers, start: starts[number % min(starts.count, 3)].order, settings: settings,
        seed: request.seed &+ UInt64(number) &* 7919
      ) { moves.add($0, ordering: .relaxed).newValue >= most }
    }
    let threads = (1..<max(1, request.threads)).map { number in SystemThread { search(number) } }
    search(0)
    for thread in threads { thread?.join() }
    session.note("moves", .integer(moves.load(ordering: .relaxed)))
    return session.stopReason ?? (work == nil ? .completed : .workLimit)
  }

  private static func run(
    _ offers: AllocationOffers, start: [Int], settings: OrderSearch.Settings, seed: UInt64,
    isDone: (Int) -> Bool
  ) throws(SolveError) {
    var search = OrderSearch(offers.instance, start: start, settings: settings, seed: seed)
    try offers.offer(search.best.offsets)
    let step = 100
    while !offers.isOver {
      if search.run(moves: step) { try offers.offer(search.best.offsets) }
      if isDone(step) { return }
    }
  }
}

extension OrderSearch.Settings {
  /// Settings of a request.
  init(_ parameters: ParameterValues) {
    self.init()
    if let value = parameters.integer("memory") { memory = value }
    if let value = parameters.real("share") { share = value }
    if let value = parameters.real("wild") { wild = value }
  }
}
