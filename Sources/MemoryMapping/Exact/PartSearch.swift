import OptCore

/// One part of a reduced instance: its best allocation so far, what is proven about its height, and its exact search.
final class PartSearch {
  /// Numbers of the buffers in the instance.
  let indices: [Int]
  /// What lies below the part.
  let base: Int
  let buffers: [Buffer]
  /// The best height so far, with its offsets; nil = no allocation yet.
  private(set) var best: (height: Int, offsets: [Int])?
  /// No allocation is lower; bytes above the base.
  private(set) var bound: Int
  /// Whether a bound may be wrong by allocations in which buffers interlock.
  private(set) var mayInterlock = false
  /// Why there is no exact search; nil = there may be one.
  private(set) var obstacle: String?
  private var search: PackingSearch?
  private var data: PackingData?
  private let seed: UInt64
  private let worker: UInt64

  init(_ part: PackingReduction.Part, of buffers: [Buffer], seed: UInt64, worker: UInt64 = 0) {
    indices = part.buffers
    base = part.base
    self.buffers = part.buffers.map { buffers[$0] }
    bound = part.load
    (self.seed, self.worker) = (seed, worker)
  }

  /// Heights of allocations are multiples of this.
  var unit: Int { data?.unit ?? 1 }
  /// Nodes so far.
  var nodes: Int { search?.nodes ?? 0 }

  /// Takes offsets if their height is the least so far.
  func offer(_ offsets: [Int]) {
    let height = zip(buffers, offsets).map { $0.size + $1 }.max() ?? 0
    if height < best?.height ?? .max { best = (height, offsets) }
  }

  /// States a bound that was proven elsewhere.
  func raise(bound: Int) { self.bound = max(self.bound, bound) }

  /// Quick allocations where buffers have neither gaps nor fixed offsets.
  func descend(mustStop: () -> Bool) {
    guard buffers.allSatisfy({ $0.gaps.isEmpty && $0.fixedOffset == nil }) else { return }
    let sections = LowestFirst.sections(of: buffers)
    for order in PackingOrder.allCases.reversed() {
      let ranks = order.ranks(of: buffers, loads: sections.loads)
      guard
        let offsets = LowestFirst.offsets(
          of: buffers, sections: sections.lives, sectionCount: sections.count, ranks: ranks,
          mustStop: mustStop)
      else { return }
      offer(offsets)
      if best?.height == bound { return }
    }
  }

  /// Looks for an allocation of at most a height.
  ///
  /// - Parameters:
  ///   - height: bytes above the base.
  ///   - nodeLimit: nil = none.
  func decide(
    _ height: Int, nodeLimit: Int?, mustStop: @escaping () -> Bool
  ) -> PackingKernel.Outcome {
    if let best, best.height <= height { return .found }
    if height < bound { return .refuted }
    guard let (data, search) = prepared() else { return .limit }
    let capacity = height / data.unit
    let answer = search.run(capacity: capacity, nodeLimit: nodeLimit, mustStop: mustStop)
    switch answer.outcome {
    case .found: offer(answer.offsets.map { $0 * data.unit })
    case .refuted:
      if !mayInterlock { bound = max(bound, (capacity + 1) * data.unit) }
    case .limit: break
    }
    return answer.outcome
  }

  private func prepared() -> (PackingData, PackingSearch)? {
    if let data, let search { return (data, search) }
    guard obstacle == nil else { return nil }
    guard let data = PackingData(buffers) else {
      obstacle = "too many pairs of buffers are alive together"
      return nil
    }
    let search = PackingSearch(data, buffers: buffers, seed: seed, worker: worker)
    mayInterlock = data.mayInterlock
    (self.data, self.search) = (data, search)
    return (data, search)
  }
}
