import OptCore
import Synchronization

/// One part of a reduced instance: its best allocation so far, and what is proven about its height. Safe to use from several threads.
final class PartSearch: Sendable {
  private struct State: Sendable {
    var height: Int?
    var offsets: [Int] = []
    var bound: Int
    /// nil = not prepared yet; an inner nil = cannot be searched.
    var data: PackingData??
  }

  /// Numbers of the buffers in the instance.
  let indices: [Int]
  /// What lies below the part.
  let base: Int
  /// Its buffers, in the order of `indices`.
  let buffers: [Buffer]
  /// Whether buffers have neither gaps nor fixed offsets.
  private let isPlain: Bool
  private let state: Mutex<State>

  /// The exact search visits all unplaced buffers at a node and goes as deep as there are buffers.
  static let largestCount = 5_000

  init(_ part: PackingReduction.Part, of buffers: [Buffer]) {
    indices = part.buffers
    base = part.base
    self.buffers = part.buffers.map { buffers[$0] }
    isPlain = self.buffers.allSatisfy { $0.gaps.isEmpty && $0.fixedOffset == nil }
    state = Mutex(State(bound: part.load))
  }

  /// The least height so far, above the base; nil = no allocation yet.
  var height: Int? { state.withLock { $0.height } }
  /// No allocation is lower, above the base.
  var bound: Int { state.withLock { $0.bound } }
  /// The offsets of the best allocation, above the base.
  var offsets: [Int] { state.withLock { $0.offsets } }

  /// The best allocation that windows can go on from; nil where there is none, or buffers have gaps or fixed offsets.
  var best: (height: Int, offsets: [Int])? {
    guard isPlain else { return nil }
    return state.withLock { state in state.height.map { ($0, state.offsets) } }
  }

  /// Whether it is known if some allocation has at most this height.
  func isSettled(_ height: Int) -> Bool {
    state.withLock { ($0.height.map { $0 <= height } ?? false) || height < $0.bound }
  }

  /// Takes offsets if their height is the least so far.
  func offer(_ offsets: [Int]) {
    let height = zip(buffers, offsets).map { $0.size + $1 }.max() ?? 0
    state.withLock { state in
      guard height < state.height ?? .max else { return }
      (state.height, state.offsets) = (height, offsets)
    }
  }

  /// States that no allocation is lower.
  func raise(bound: Int) { state.withLock { $0.bound = max($0.bound, bound) } }

  /// What the exact search works on; nil when the part is too large for it.
  func prepared() -> PackingData? {
    state.withLock { state in
      if let data = state.data { return data }
      let data = buffers.count <= PartSearch.largestCount ? PackingData(buffers) : nil
      state.data = .some(data)
      return data
    }
  }

  /// Quick allocations where buffers have neither gaps nor fixed offsets: of many buffers one.
  ///
  /// - Parameter found: called after each.
  func descend(mustStop: () -> Bool, found: () -> Void = {}) {
    guard isPlain else { return }
    let sections = LowestFirst.sections(of: buffers)
    let isLarge = buffers.count > PartSearch.largestCount
    for order in isLarge ? [.totalAreaWidth] : PackingOrder.allCases.reversed() {
      let ranks = order.ranks(of: buffers, loads: sections.loads)
      guard
        let offsets = LowestFirst.offsets(
          of: buffers, sections: sections.lives, sectionCount: sections.count, ranks: ranks,
          mustStop: mustStop)
      else { return }
      offer(offsets)
      found()
      if height == bound { return }
    }
  }
}
