import OptCore

/// Runs of the exact search from the start, each with an order of its own and a limit of nodes.
///
/// Two kinds take turns with equal numbers of nodes: systematic ones, whose limits double, end with a proof some day; random ones, whose
/// orders are disturbed and whose limits follow Luby's sequence, find allocations that others miss by an early choice.
///
/// - Source: Luby, Sinclair and Zuckerman (1993), "Optimal speedup of Las Vegas algorithms"; Gomes, Selman, Crato and Kautz (2000),
///   "Heavy-tailed phenomena in satisfiability and constraint satisfaction problems".
package final class PackingSearch {
  /// What came out of a run.
  package struct Answer {
    /// How it ended.
    package var outcome: PackingKernel.Outcome
    /// In units of the data; only when found.
    package var offsets: [Int] = []
  }

  private let kernel: PackingKernel
  private var stream: RandomStream
  private let base: Int
  private var systematic = Turn()
  private var random = Turn()
  /// Nodes of all runs so far.
  package private(set) var nodes = 0

  /// How far one kind has come.
  private struct Turn {
    var runs = 0
    var nodes = 0
  }

  /// How much ranks are disturbed: each key is multiplied by 1 up to 1 + this.
  private static let noise = 0.1

  /// A search in prepared data; workers of one seed run differently.
  package init(_ data: PackingData, buffers: [Buffer], seed: UInt64, worker: UInt64 = 0) {
    kernel = PackingKernel(data)
    stream = RandomStream(seed: seed, worker: worker)
    base = 4 * max(16, data.count)
    for (index, buffer) in buffers.enumerated() {
      kernel.width[index] = buffer.upper - buffer.lower
      kernel.area[index] = Double(buffer.upper - buffer.lower) * Double(buffer.size)
    }
  }

  /// Whether the next run is one that may end with a proof: ask before choosing its capacity.
  package var isSystematicNext: Bool { systematic.nodes <= random.nodes }

  /// Begins systematic runs anew, for another capacity.
  package func restartSystematic() { systematic.runs = 0 }

  /// The next run.
  ///
  /// - Parameters:
  ///   - capacity: in units.
  ///   - nodeLimit: at most so many nodes; nil = as many as its turn has.
  ///   - mustStop: asked now and then.
  package func next(
    capacity: Int, nodeLimit: Int? = nil, mustStop: @escaping () -> Bool
  ) -> Answer {
    let isSystematic = isSystematicNext
    let orders = PackingOrder.allCases
    let limit: Int
    if isSystematic {
      kernel.order = orders[systematic.runs % orders.count]
      limit = base << min(40, systematic.runs / orders.count)
      systematic.runs += 1
    } else {
      // The first order is the one that finds most; half of the runs are its.
      kernel.order = random.runs % 2 == 0 ? orders[0] : orders[1 + random.runs / 2 % 2]
      random.runs += 1
      limit = 2 * base * PackingSearch.luby(random.runs)
    }
    for index in 0..<kernel.count {
      kernel.noise[index] = isSystematic ? 0 : PackingSearch.noise * stream.unit()
    }
    kernel.mustStop = mustStop
    let outcome = run(capacity, min(limit, nodeLimit ?? .max))
    nodes += kernel.nodes
    if isSystematic { systematic.nodes += kernel.nodes } else { random.nodes += kernel.nodes }
    guard outcome == .found else { return Answer(outcome: outcome) }
    return Answer(outcome: .found, offsets: (0..<kernel.count).map { kernel.offset[$0] })
  }

  private func run(_ capacity: Int, _ limit: Int) -> PackingKernel.Outcome {
    kernel.capacity = capacity
    kernel.nodes = 0
    kernel.nodeLimit = limit
    kernel.reset()
    for section in 0..<kernel.sectionCount {
      let sum = kernel.total[section]
      if sum > 0, kernel.floor[section] + sum > capacity { return .refuted }
    }
    for index in 0..<kernel.count { kernel.pool[index] = Int32(index) }
    kernel.poolCount = kernel.count
    return kernel.searchParts(0, kernel.count, 0..<kernel.sectionCount)
  }

  /// The term of Luby's sequence 1 1 2 1 1 2 4 ... with a number from 1.
  package static func luby(_ number: Int) -> Int {
    var index = max(1, number)
    while true {
      let width = Int.bitWidth - index.leadingZeroBitCount
      if index == (1 << width) - 1 { return 1 << (width - 1) }
      index -= (1 << (width - 1)) - 1
    }
  }
}
