import OptCore

/// Searches with growing limits in different orders, each time from the start, until one run ends.
package final class PackingSearch {
  private let kernel: PackingKernel
  private var stream: RandomStream
  /// Nodes of all searches so far.
  package private(set) var nodes = 0
  /// How often a state had been refuted before.
  package var hits: Int { kernel.memory.hits }

  /// A search in prepared data.
  package init(_ data: PackingData, buffers: [Buffer], seed: UInt64, worker: UInt64 = 0) {
    kernel = PackingKernel(data)
    stream = RandomStream(seed: seed, worker: worker)
    for (index, buffer) in buffers.enumerated() {
      kernel.width[index] = buffer.upper - buffer.lower
      kernel.area[index] = Double(buffer.upper - buffer.lower) * Double(buffer.size)
    }
  }

  /// What came out.
  package struct Answer {
    package var outcome: PackingKernel.Outcome
    /// In units of the data; only when found.
    package var offsets: [Int] = []
  }

  /// Looks for an allocation within a capacity.
  ///
  /// - Parameters:
  ///   - capacity: in units.
  ///   - nodeLimit: nodes of all runs together; nil = none.
  ///   - mustStop: asked now and then.
  package func run(
    capacity: Int, nodeLimit: Int? = nil, mustStop: @escaping () -> Bool
  ) -> Answer {
    if kernel.capacity != capacity { kernel.memory.clear() }
    kernel.capacity = capacity
    kernel.mustStop = mustStop
    var budget = 2 * max(16, kernel.count)
    var used = 0
    var round = 0
    while true {
      for order in PackingOrder.allCases {
        kernel.order = order
        let left = nodeLimit.map { $0 - used } ?? .max
        if left <= 0 || mustStop() { return Answer(outcome: .limit) }
        let outcome = once(min(budget, left), noise: round >= 3 && round % 2 == 1)
        used += kernel.nodes
        nodes += kernel.nodes
        switch outcome {
        case .found:
          return Answer(outcome: .found, offsets: (0..<kernel.count).map { kernel.offset[$0] })
        case .refuted: return Answer(outcome: .refuted)
        case .limit: break
        }
      }
      round += 1
      budget *= 2
    }
  }

  private func once(_ limit: Int, noise: Bool) -> PackingKernel.Outcome {
    for index in 0..<kernel.count { kernel.noise[index] = noise ? 0.1 * stream.unit() : 0 }
    kernel.nodes = 0
    kernel.nodeLimit = limit
    kernel.reset()
    for section in 0..<kernel.sectionCount
    where kernel.total[section] > 0
      && kernel.floor[section] + kernel.total[section] > kernel.capacity
    {
      return .refuted
    }
    for index in 0..<kernel.count { kernel.pool[index] = Int32(index) }
    kernel.poolCount = kernel.count
    return kernel.searchParts(0, kernel.count, 0..<kernel.sectionCount)
  }
}
